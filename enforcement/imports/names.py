"""From the names in a file to the agencies and laws on record."""

from __future__ import annotations

import re
from collections import defaultdict

from django.db.models import F

from enforcement.fingerprints import fold
from enforcement.models import Agency, AgencyName, Law, LawAlias
from enforcement.models.law import STATE_PREFIX

_VERSION = re.compile(r"[(（][^()（）]*(?:修正|修订|版|年|试行)[^()（）]*[)）]$")
#: A level before the name; the 市 of 市场监督管理局 is none, that of 市市场监督管理局 is.
_LEVEL = re.compile(r"^(?:本市|我市|市(?!场)|本级|县)")


class AgencyNames:
    """Finds an agency by any of its names, with or without the city's.

    In a county-level city's own tables “市公安局” means the city's, not the
    prefecture's (specification, decision 7).
    """

    def __init__(self) -> None:
        agencies = list(Agency.objects.select_related("parent").order_by(F("abolished_on").asc(nulls_first=True), "order", "pk"))
        self.by_id = {agency.pk: agency for agency in agencies}
        cities = sorted(
            {a.name.removesuffix("人民政府") for a in agencies if a.kind == Agency.Kind.GOVERNMENT}, key=len, reverse=True
        )
        self._city = re.compile(f"^(?:{'|'.join(map(re.escape, cities))})") if cities else None
        self._names: dict[str, set[int]] = defaultdict(set)
        self._weak: dict[str, set[int]] = defaultdict(set)
        for agency in agencies:
            for name in filter(None, (agency.name, agency.short_name)):
                self._names[fold(name)].add(agency.pk)
                self._weak[self._bare(name)].add(agency.pk)
        for pk, name in AgencyName.objects.values_list("agency_id", "name"):
            self._weak[fold(name)].add(pk)
            self._weak[self._bare(name)].add(pk)

    def find(self, name: str) -> list[Agency]:
        """The agencies this may be: one when it is clear, several when a person must choose."""
        for key, names in ((fold(name), self._names), (fold(name), self._weak), (self._bare(name), self._weak)):
            if key and (found := names.get(key)):
                return [self.by_id[pk] for pk in sorted(found)]
        return []

    def add(self, agency: Agency) -> None:
        """Makes an agency known that was created on the way."""
        self.by_id[agency.pk] = agency
        self._names[fold(agency.name)].add(agency.pk)

    def _bare(self, name: str) -> str:
        key = fold(name)
        if self._city:
            key = self._city.sub("", key)
        return _LEVEL.sub("", key)


class LawNames:
    """Finds a law by its full, short or old name."""

    def __init__(self) -> None:
        self.by_id = {law.pk: law for law in Law.objects.all()}
        self._names: dict[str, int] = {}
        for pk, name in LawAlias.objects.values_list("law_id", "name"):
            self._names[self.key(name)] = pk
        for law in self.by_id.values():
            if law.short_name:
                self._names[self.key(law.short_name)] = law.pk
        for law in self.by_id.values():
            self._names[self.key(law.name)] = law.pk

    def find(self, name: str) -> Law | None:
        """The law of this name, None when the record does not know it."""
        pk = self._names.get(self.key(name)) or self._names.get(self.key(_VERSION.sub("", name)))
        return self.by_id.get(pk) if pk else None

    def add(self, law: Law) -> None:
        """Makes a law known that was created on the way."""
        self.by_id[law.pk] = law
        self._names[self.key(law.name)] = law.pk

    @staticmethod
    def key(name: str) -> str:
        """What two names of one law have in common: all but the State's name."""
        return fold(name).removeprefix(STATE_PREFIX)


def law_kind(name: str) -> str:
    """What the name itself tells of a law's rank; 待核定 where it tells nothing."""
    if name.startswith(STATE_PREFIX) and name.endswith(("法", "法典")):
        return Law.Kind.LAW
    if re.match(r"^[\u4e00-\u9fff]{2,8}?(?:省|市|自治区|自治州|自治县)", name) and name.endswith("条例"):
        return Law.Kind.LOCAL_REGULATION
    return Law.Kind.UNKNOWN
