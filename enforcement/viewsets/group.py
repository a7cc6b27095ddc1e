"""行政执法: the menu."""

from wagtail.snippets.views.snippets import SnippetViewSetGroup

from enforcement.viewsets.agency import AgencyViewSet
from enforcement.viewsets.benchmark import BenchmarkViewSet
from enforcement.viewsets.edition import EditionViewSet
from enforcement.viewsets.importbatch import ImportViewSet
from enforcement.viewsets.instrument import InstrumentViewSet
from enforcement.viewsets.law import LawViewSet
from enforcement.viewsets.officer import OfficerViewSet


class EnforcementGroup(SnippetViewSetGroup):
    menu_label = "行政执法"
    menu_name = "enforcement"
    menu_icon = "form"
    menu_order = 150
    items = (EditionViewSet, BenchmarkViewSet, ImportViewSet, InstrumentViewSet, AgencyViewSet, LawViewSet, OfficerViewSet)
