"""Deleting several at once, without naming what is out of reach."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction

from enforcement.permissions import POLICIES, policy_of


class DeleteReachable(DeleteBulkAction):
    """Wagtail's own names every record asked for, those one may not see too."""

    models = list(POLICIES)

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        policy = policy_of(self.model)
        said = self.request.GET.getlist("id")
        found = policy.instances_user_has_permission_for(self.request.user, "delete")
        if "all" not in said:
            found = found.filter(pk__in=[pk for pk in said if pk.isdigit()])
        records = list(found)
        if not records:
            raise Http404
        free = [record for record in records if policy.allows("delete", record)]
        return free, {"items_with_no_access": [record for record in records if record not in free]}
