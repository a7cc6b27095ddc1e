"""Who may reach which record: a right of a kind, and the agency that the record belongs to.

A role (``enforcement.roles``) says what a person may do; ``Officer`` says for
which agency. Both must hold, for every single record. ``whole_city`` lifts
the second condition, superusers pass both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from enforcement.models import (
    Agency,
    BatchItem,
    Benchmark,
    Edition,
    HolidayNotice,
    ImportBatch,
    Instrument,
    Law,
    LeniencyLink,
    LeniencyMatter,
    LeniencyVersion,
    LeniencyWording,
    Officer,
    Policy,
    Record,
    Suspension,
)

WHOLE_CITY = "enforcement.whole_city"
#: Any of these lets a person look at a record of theirs.
READING = frozenset({"view", "add", "change", "delete", "publish", "withdraw", "undo"})
#: Any of these lets a person in where a record can be altered; each view asks for the one it needs.
WRITING = frozenset({"change", "delete", "publish", "lock", "unlock", "withdraw", "undo"})


def agencies_of(user: Any) -> frozenset[int] | None:
    """Ids of the officer's agency and all below it; None for those who see the whole city."""
    if user.is_superuser or user.has_perm(WHOLE_CITY):
        return None
    known: frozenset[int] | None = getattr(user, "_enforcement_agencies", None)
    if known is None:
        officer = Officer.objects.filter(user_id=user.pk).select_related("agency").first()
        known = frozenset(officer.agency.subtree_ids()) if officer else frozenset()
        user._enforcement_agencies = known  # the user lives as long as the request
    return known


class AgencyPolicy(ModelPermissionPolicy):
    """Rights on records that belong to an agency; ``belongs_by`` is the lookup from the record to it."""

    def __init__(self, model: type[Model], belongs_by: str) -> None:
        super().__init__(model)
        self.belongs_by = belongs_by

    def within(self, user: Any) -> QuerySet[Any]:
        """The records of the user's agencies, whatever they may do with them."""
        agencies = agencies_of(user)
        everything = self.model._default_manager.all()
        return everything if agencies is None else everything.filter(self.belongs_to(agencies))

    def belongs_to(self, agencies: Collection[int]) -> Q:
        return Q(**{f"{self.belongs_by}__in": agencies})

    def allows(self, action: str, instance: Any) -> bool:
        """What the record itself forbids to everyone, superusers too."""
        return True

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        wanted = [action for action in actions if self.user_has_permission(user, action) and self.allows(action, instance)]
        # Asked of the database, never of the object in hand: an unsaved change must not move it into reach.
        return bool(wanted) and self.within(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        if self.user_has_any_permission(user, actions):
            return self.within(user)
        return self.model._default_manager.none()

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: Any) -> QuerySet[Any]:
        users = self.users_with_any_permission(actions)
        return users.filter(pk__in=[user.pk for user in users if self.within(user).filter(pk=instance.pk).exists()])


class AgenciesPolicy(AgencyPolicy):
    """Agencies themselves: made by the whole city only, never deleted (an abolished one stays)."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "delete" or (action == "add" and agencies_of(user) is not None):
            return False
        return super().user_has_permission(user, action)


class BenchmarkPolicy(AgencyPolicy):
    """Identities: an address is never given twice, so a benchmark is never deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class EditionPolicy(AgencyPolicy):
    """Editions: only a draft that was never public can be deleted; one that a batch took back is closed."""

    def allows(self, action: str, instance: Any) -> bool:
        if instance.undone_at is not None:
            return action == "view"
        if action == "delete":
            return not (instance.live or instance.published_at or instance.first_published_at or instance.batch_id)
        return True


class InstrumentPolicy(AgencyPolicy):
    """Documents belong to the agency that issued them.

    One issued by a body outside the portal belongs to those whose benchmarks
    rest on it: it may be touched by who has all of them within reach.
    """

    def belongs_to(self, agencies: Collection[int]) -> Q:
        elsewhere = Edition.objects.exclude(benchmark__agency__in=agencies)
        resting, ended = (Exists(elsewhere.filter(**{name: OuterRef("pk")})) for name in ("instrument", "ended_by"))
        return Q(issuer__in=agencies) | (Q(issuer__isnull=True) & ~Q(resting) & ~Q(ended))

    def allows(self, action: str, instance: Any) -> bool:
        return action != "delete" or not (instance.editions.exists() or instance.ended_editions.exists() or instance.refinements.exists())


class LawPolicy(AgencyPolicy):
    """Laws belong to everyone; one that is cited or replaced another cannot be deleted."""

    def within(self, user: Any) -> QuerySet[Any]:
        return self.model._default_manager.all()

    def allows(self, action: str, instance: Any) -> bool:
        return action != "delete" or not (instance.citations.exists() or instance.replaces.exists())


class CommonPolicy(AgencyPolicy):
    """Holidays and terms: read by all, altered by the whole city only, never deleted (what was counted with them stays explicable)."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "delete" or (action != "view" and agencies_of(user) is not None):
            return False
        return super().user_has_permission(user, action)

    def within(self, user: Any) -> QuerySet[Any]:
        return self.model._default_manager.all()


class RecordPolicy(AgencyPolicy):
    """Decisions: they come by import, are decided on and taken off; nobody types, alters or deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "change", "delete") and super().user_has_permission(user, action)


class SuspensionPolicy(AgencyPolicy):
    """Suspensions: lifted, never deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class LeniencyPolicy(AgencyPolicy):
    """Leniency lists: made by import alone, withdrawn, never altered nor deleted. The city's own belong to the whole city."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("view", "withdraw") and super().user_has_permission(user, action)


class MatterPolicy(LeniencyPolicy):
    """A matter may be looked at by the agency that carries it out, whosever list it stands in."""

    def belongs_to(self, agencies: Collection[int]) -> Q:
        return Q(pk__in=LeniencyWording.objects.filter(agency__in=agencies).values("matter"))


class LinkPolicy(AgencyPolicy):
    """Links belong to the benchmark's agency: confirmed or rejected, never deleted, so that none is offered again."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class BatchPolicy(AgencyPolicy):
    """Batches: uploaded by someone of one's own agencies, and touching no other agency."""

    def within(self, user: Any) -> QuerySet[Any]:
        agencies = agencies_of(user)
        batches = ImportBatch.objects.all()
        if agencies is None:
            return batches
        inside = BatchItem.objects.filter(agency__in=agencies).values("pk")
        foreign = BatchItem.objects.filter(batch=OuterRef("pk")).exclude(pk__in=inside)
        uploaders = Q(created_by=user.pk) | Q(created_by__officer__agency__in=agencies)
        return batches.filter(uploaders).exclude(Exists(foreign))


POLICIES: dict[type[Model], AgencyPolicy] = {
    Agency: AgenciesPolicy(Agency, "pk"),
    Benchmark: BenchmarkPolicy(Benchmark, "agency"),
    Edition: EditionPolicy(Edition, "benchmark__agency"),
    ImportBatch: BatchPolicy(ImportBatch, "items__agency"),
    Instrument: InstrumentPolicy(Instrument, "issuer"),
    Law: LawPolicy(Law, ""),
    LeniencyLink: LinkPolicy(LeniencyLink, "benchmark__agency"),
    LeniencyMatter: MatterPolicy(LeniencyMatter, ""),
    LeniencyVersion: LeniencyPolicy(LeniencyVersion, "list__agency"),
    Officer: AgencyPolicy(Officer, "agency"),
    HolidayNotice: CommonPolicy(HolidayNotice, ""),
    Policy: CommonPolicy(Policy, "agency"),
    Record: RecordPolicy(Record, "agency"),
    Suspension: SuspensionPolicy(Suspension, "benchmark__agency"),
}


def policy_of(model: type[Model]) -> AgencyPolicy:
    """The policy of one of this app's models; raises KeyError for another's."""
    return POLICIES[model]


def register_policies() -> None:
    """Makes Wagtail ask these policies. Called once, before any view is built."""
    for model, policy in POLICIES.items():
        if policy_registry.get_by_type(model, fallback=False) is not policy:
            register_permission_policy(model, policy, exact_class=True)


__all__ = ["WHOLE_CITY", "POLICIES", "READING", "WRITING", "AgencyPolicy", "agencies_of", "policy_of", "register_policies"]
