"""放假安排: the State Council's notice of each year."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, ObjectList

from enforcement.forms.clock import HolidayNoticeForm
from enforcement.models import HolidayNotice
from enforcement.viewsets.base import ReachableViewSet
from enforcement.viewsets.columns import SpokenColumn

_SPAN = [FieldPanel("kind"), FieldPanel("name"), FieldPanel("first_day"), FieldPanel("last_day")]


class HolidayNoticeViewSet(ReachableViewSet):
    model = HolidayNotice
    icon = "calendar"
    menu_label = "放假安排"
    menu_name = "holidays"
    common_good = True
    edit_handler = ObjectList(
        [
            HelpPanel("<p>工作日按国务院办公厅每年的通知计算。没有登记通知的年份，一切期限都不计算，不作推测。</p>"),
            FieldPanel("year"),
            FieldPanel("document_no"),
            FieldPanel("issued_on"),
            FieldPanel("url"),
            InlinePanel("spans", panels=_SPAN, heading="放假和调休上班", label="日期", help_text="放假的写全天数，周末在内；周末调休上班的，逐日登记为“上班”。"),
            FieldPanel("note"),
        ],
        base_form_class=HolidayNoticeForm,
    )
    list_display = ["year", "document_no", SpokenColumn("issued_on", label="印发日期", sort_key="issued_on")]
    search_fields = ["document_no", "note"]
    inspect_view_fields = ["year", "document_no", "issued_on", "url", "spans", "note"]
