"""The roles of the back office and the review of benchmarks. Made by ``manage.py setup_site``; safe to run again.

A role says what a person may do, ``Officer`` for which agency. 全市 adds
nothing but reach, and is given together with another role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from enforcement.models import Edition, Officer

EDITOR, OFFICER, REVIEWER, MANAGER, WHOLE_CITY_ROLE = "编辑", "执法人员", "审核员", "管理员", "全市"
WORKFLOW = "裁量权基准审核"

_ENTRY = ["wagtailadmin.access_admin"]
_DRAFTING = [
    *_ENTRY,
    "enforcement.view_edition", "enforcement.add_edition", "enforcement.change_edition", "enforcement.delete_edition",
    "enforcement.view_benchmark", "enforcement.add_benchmark", "enforcement.change_benchmark",
    "enforcement.view_instrument", "enforcement.add_instrument", "enforcement.change_instrument",
    "enforcement.view_importbatch", "enforcement.add_importbatch",
    "enforcement.view_record", "enforcement.view_agency", "enforcement.view_law",
    "enforcement.view_leniencyversion", "enforcement.view_leniencymatter",
    "enforcement.view_leniencylink", "enforcement.add_leniencylink", "enforcement.change_leniencylink",
    "enforcement.view_policy", "enforcement.view_holidaynotice", "enforcement.view_suspension",
]  # fmt: skip
_DECIDING = [
    *_DRAFTING,
    "enforcement.publish_edition", "enforcement.withdraw_edition", "enforcement.lock_edition", "enforcement.unlock_edition",
    "enforcement.publish_importbatch", "enforcement.undo_importbatch",
    "enforcement.publish_record", "enforcement.withdraw_record", "enforcement.view_original",
    "enforcement.change_agency", "enforcement.withdraw_leniencyversion",
    "enforcement.add_suspension", "enforcement.change_suspension", "enforcement.add_lawreview",
]  # fmt: skip
_MANAGING = [
    *_DECIDING, "enforcement.whole_city",
    "enforcement.add_agency",
    "enforcement.add_law", "enforcement.change_law", "enforcement.delete_law", "enforcement.delete_instrument",
    "enforcement.view_officer", "enforcement.add_officer", "enforcement.change_officer", "enforcement.delete_officer",
    "enforcement.add_policy", "enforcement.change_policy", "enforcement.add_holidaynotice", "enforcement.change_holidaynotice",
    "auth.add_user", "auth.change_user",
]  # fmt: skip

#: Role → permissions, as ``app.codename``. What an editor may do with pages is given by ``content.roles``.
ROLES: Mapping[str, Iterable[str]] = {
    EDITOR: [*_ENTRY, "enforcement.view_law", "enforcement.add_law", "enforcement.change_law"],
    OFFICER: _DRAFTING,
    REVIEWER: _DECIDING,
    MANAGER: _MANAGING,
    WHOLE_CITY_ROLE: [*_ENTRY, "enforcement.whole_city"],
}


def make_roles() -> list[Group]:
    """Makes the roles with their permissions and the review that editions pass through.

    A role that exists is left as it is: the city may have changed it. Raises
    Permission.DoesNotExist when the database was not migrated.
    """
    _make_whole_city()
    groups = []
    for name, permissions in ROLES.items():
        group, made = Group.objects.get_or_create(name=name)
        if made:
            group.permissions.add(*(_permission(permission) for permission in permissions))
        groups.append(group)
    _make_workflow()
    return groups


def _make_whole_city() -> None:
    content_type = ContentType.objects.get_for_model(Officer)
    Permission.objects.get_or_create(content_type=content_type, codename="whole_city", defaults={"name": "可以处理全市的事项"})


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _make_workflow() -> None:
    """One step: a reviewer. Nothing is changed where editions have a workflow already."""
    content_type = ContentType.objects.get_for_model(Edition)
    if WorkflowContentType.objects.filter(content_type=content_type).exists():
        return
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    task, made = GroupApprovalTask.objects.get_or_create(name="审核员审核")
    if made:
        task.groups.add(Group.objects.get(name=REVIEWER))
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowContentType.objects.create(workflow=workflow, content_type=content_type)
