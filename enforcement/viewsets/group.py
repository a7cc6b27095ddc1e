"""行政执法: the menu."""

from wagtail.snippets.views.snippets import SnippetViewSetGroup

from enforcement.viewsets.agency import AgencyViewSet
from enforcement.viewsets.benchmark import BenchmarkViewSet
from enforcement.viewsets.calendar import HolidayNoticeViewSet
from enforcement.viewsets.edition import EditionViewSet
from enforcement.viewsets.importbatch import ImportViewSet
from enforcement.viewsets.instrument import InstrumentViewSet
from enforcement.viewsets.law import LawViewSet
from enforcement.viewsets.lawchange import LawChangeViewSet
from enforcement.viewsets.leniency import LeniencyLinkViewSet, LeniencyMatterViewSet, LeniencyVersionViewSet
from enforcement.viewsets.officer import OfficerViewSet
from enforcement.viewsets.policy import PolicyViewSet
from enforcement.viewsets.record import RecordViewSet
from enforcement.viewsets.suspension import SuspensionViewSet


class EnforcementGroup(SnippetViewSetGroup):
    menu_label = "行政执法"
    menu_name = "enforcement"
    menu_icon = "form"
    menu_order = 150
    items = (
        EditionViewSet, BenchmarkViewSet, RecordViewSet, ImportViewSet, LeniencyVersionViewSet, LeniencyMatterViewSet, LeniencyLinkViewSet, LawChangeViewSet, SuspensionViewSet, InstrumentViewSet, AgencyViewSet, LawViewSet,
        PolicyViewSet, HolidayNoticeViewSet, OfficerViewSet,
    )  # fmt: skip
