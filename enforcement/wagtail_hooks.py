"""What this app adds to the back office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from enforcement.permissions import register_policies

# Before any viewset: Wagtail keeps the first policy it was asked for.
register_policies()

from enforcement.views.bulk import DeleteReachable  # noqa: E402
from enforcement.views.clock_panel import ClockPanel  # noqa: E402
from enforcement.views.home import only_own_tasks  # noqa: E402
from enforcement.viewsets.group import EnforcementGroup  # noqa: E402

register_snippet(EnforcementGroup)
# After Wagtail's own action of the same name, which lists what one may not see.
hooks.register("register_bulk_action", DeleteReachable, order=1000)


@hooks.register("construct_homepage_panels")
def tasks_within_reach(request: HttpRequest, panels: list[Any]) -> None:
    """The home page names only what is the reviewer's own."""
    panels[:] = [only_own_tasks(panel) for panel in panels]


@hooks.register("construct_homepage_panels")
def what_is_due(request: HttpRequest, panels: list[Any]) -> None:
    """What waits because a law changed, and what the clock lacks."""
    if panel := ClockPanel.of(request.user):
        panels.insert(0, panel)


@hooks.register("register_log_actions")
def enforcement_log_actions(actions: LogActionRegistry) -> None:
    """What batches and withdrawals write into a record's history."""
    actions.register_action("enforcement.import", "批量导入", "由批量导入写入")
    actions.register_action("enforcement.correct", "批量更正", "由批量导入更正")
    actions.register_action("enforcement.end", "废止", "因完整清单未列入而废止")
    actions.register_action("enforcement.undo", "撤销批次", "所属批次被撤销")
    actions.register_action("enforcement.withdraw", "撤回公开", "撤回公开")
    for action, label in (
        ("import", "批量导入"), ("correct", "批量更正"), ("undo", "撤销批次"), ("publish", "决定公开"), ("withhold", "决定不公开"), ("withdraw", "撤下"),
    ):  # fmt: skip
        actions.register_action(f"enforcement.record_{action}", label, label)
    actions.register_action("enforcement.display_ended", "公示期满", "公示期满，停止公示")
