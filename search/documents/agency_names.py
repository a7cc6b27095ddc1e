"""Every agency's names and its place in the tree, read once for a run."""

from __future__ import annotations

from enforcement.models import Agency, AgencyName


class AgencyNames:
    """Every agency's names and the line up to the root, read once for a run."""

    def __init__(self) -> None:
        self._agencies = {agency.pk: agency for agency in Agency.objects.all()}
        self._others: dict[int, list[str]] = {}
        for pk, name in AgencyName.objects.values_list("agency_id", "name"):
            self._others.setdefault(pk, []).append(name)

    def line(self, pk: int) -> list[str]:
        """Slugs of the agency and all above it: a facet on a department finds its detachments too."""
        line: list[str] = []
        agency = self._agencies.get(pk)
        while agency is not None and agency.slug not in line:
            line.append(agency.slug)
            agency = self._agencies.get(agency.parent_id) if agency.parent_id else None
        return line

    def spoken(self, pk: int) -> list[str]:
        """The names people use for the agency."""
        agency = self._agencies[pk]
        return [agency.name, agency.short_name, *self._others.get(pk, [])]
