"""The home page of the back office: whose tasks are shown."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from enforcement.permissions import POLICIES


class OwnTasksPanel(WorkflowObjectsToModeratePanel):
    """A reviewers' group spans all agencies; a reviewer does not."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["states"] = [state for state in context["states"] if _reaches(user, state["obj"])]
        return context


def _reaches(user: Any, record: Any) -> bool:
    policy = POLICIES.get(type(record))
    return policy is None or policy.within(user).filter(pk=record.pk).exists()


def only_own_tasks(panel: Any) -> Any:
    """The panel, or ours in its place."""
    return OwnTasksPanel() if type(panel) is WorkflowObjectsToModeratePanel else panel
