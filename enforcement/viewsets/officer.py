"""人员所属机关: whom each user works for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, ObjectList

from enforcement.forms.reference import OwnAgencyForm
from enforcement.models import Officer
from enforcement.viewsets.base import ReachableViewSet


class OfficerViewSet(ReachableViewSet):
    model = Officer
    icon = "user"
    menu_label = "人员所属机关"
    menu_name = "officers"
    edit_handler = ObjectList(
        [
            FieldPanel("user", help_text="用户和角色在“设置”中登记；角色决定能做什么，这里决定能处理哪个机关的事项。"),
            FieldPanel("agency", help_text="可以处理该机关及其全部下级的事项。"),
        ],
        base_form_class=OwnAgencyForm,
    )
    list_display = ["user", "agency"]
    search_fields = ["user__username", "user__last_name", "user__first_name", "agency__name"]
    inspect_view_fields = ["user", "agency"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("user", "agency")
