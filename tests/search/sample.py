"""The sample catalogue as the search knows it: read once a process, rows and index made once a process.

``known`` needs no database: names, sayings and words straight from the
sources. ``make_sample`` writes the rows, indexes them, and takes the rows back;
index and knowledge stay.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from content.thesaurus.load import load_thesaurus
from content.thesaurus.merge import merged
from content.thesaurus.seed_files import read_seed
from enforcement.bulk import collector_paused, insert_many, reserve_keys
from enforcement.models import Agency, Benchmark, Edition, EditionCitation, Instrument, Law, Tier
from enforcement.penalties.derive import describe
from enforcement.sample.records import FORMERLY, REPLACED_BY_CODE, STATE_PREFIX, load_agencies, load_laws
from enforcement.sample.source import SourceItem, read_catalogue, read_laws
from enforcement.sample.workbook import item_code, read_agencies
from search.documents import key_of
from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine
from search.indexer import rebuild
from search.lexicon import Lexicon
from search.lexicon.keep import count_words
from search.query import SearchQuery
from search.understanding import Understanding, understand
from search.understanding.agency_names import AgencyNames
from search.understanding.knowledge import NAME, SAYING, Knowledge, forget, knowledge
from search.understanding.law_names import LawNames
from search.understanding.sayings import Sayings

#: The sample is in force from the first of September 2026.
SINCE = date(2026, 9, 1)
ON = date(2026, 11, 2)


@dataclass(frozen=True, slots=True)
class Sample:
    """The catalogue in an index, and what is known of it; ``codes`` and ``titles`` by the keys of the index.

    ``engine`` is the one that answers first in this run of the tests, ``embedded`` the one that needs no server.
    """

    engine: Engine
    embedded: EmbeddedEngine
    knowledge: Knowledge
    codes: dict[str, str]
    titles: dict[str, str]

    def understood(self, question: str) -> Understanding:
        """What the question was taken to mean."""
        return understand(question, self.knowledge)

    def first(self, question: str, count: int = 3) -> tuple[str, ...]:
        """The codes of the first benchmarks that answer."""
        return tuple(self.codes[key] for key in self.keys(question, count))

    def keys(self, question: str, count: int, **asked: Any) -> tuple[str, ...]:
        """The keys of the first benchmarks that answer."""
        query = SearchQuery(text=question, filters={"kind": ("benchmark",)}, on=ON, size=count, **asked)
        return self.engine.search(replace(query.request(self.understood(question)), facets=False)).keys


@cache
def items() -> tuple[SourceItem, ...]:
    """Every item of the sample, in the order of its files."""
    return tuple(item for _, found in read_catalogue() for item in found)


@cache
def codes() -> dict[str, str]:
    """Code → act of every item."""
    agencies = read_agencies()
    return {item_code(agencies[item.agency], item): item.act for item in items()}


@cache
def seed_sayings() -> tuple[str, ...]:
    """Every saying of the supplied thesaurus, as an editor wrote it."""
    return tuple(said for line in merged(read_seed().lines)[0] for said in line.meaning.said)


@cache
def known() -> Knowledge:
    """What is known of the sample, without a database."""
    laws = LawNames([*((law.name, law.other_names) for law in read_laws().values()), *((STATE_PREFIX + name, [FORMERLY[name]] if name in FORMERLY else []) for name in REPLACED_BY_CODE)])
    agencies = AgencyNames((agency.key, [agency.name, *(name.rstrip("*") for name in agency.other_names.split(";"))]) for agency in read_agencies().values())
    sayings = Sayings(line.meaning for line in merged(read_seed().lines)[0])
    counts, neighbours = count_words(item.act for item in items())
    more = (*((said, SAYING) for said in sayings.sayings()), *((name, NAME) for name in (*laws.names(), *agencies.names())))
    return Knowledge(laws, agencies, sayings, Lexicon(counts, neighbours).joined(more))


def make_sample(folder: Path, first: Engine | None = None) -> Sample:
    """The sample's own rows, indexed by the indexer in the embedded engine, and in the one that answers first where that is
    another. The rows are rolled back: no other test meets them."""
    embedded = EmbeddedEngine(folder)
    with transaction.atomic(), collector_paused():
        load_agencies()
        load_laws()
        load_thesaurus(read_seed().lines)
        editions = _write()
        forget()
        for each in (first, embedded):
            if each:
                rebuild(each)
        found = knowledge()
        _ = found.lexicon.pairs  # made while the collector rests
        transaction.set_rollback(True)
    forget()
    return Sample(
        first or embedded, embedded, found,
        {key_of("benchmark", edition.pk): edition.benchmark.code for edition in editions},
        {key_of("benchmark", edition.pk): edition.act for edition in editions},
    )  # fmt: skip


def _write() -> list[Edition]:
    """All items as one batch of rows, as the importer would leave them; revisions and history are no matter of the search."""
    agencies = {agency.slug: agency for agency in Agency.objects.all()}
    sources = read_agencies()
    laws = dict(Law.objects.values_list("name", "pk"))
    names = {pk: name for name, pk in laws.items()}
    issued = Instrument.objects.create(title="行政处罚裁量权基准", document_no="桦政规〔2026〕1号", issuer=next(iter(agencies.values())))
    now = timezone.now()
    benchmarks, editions, tiers, citations = [], [], [], []
    keys, numbers = reserve_keys(Benchmark, len(items())), reserve_keys(Edition, len(items()))
    for item in items():
        code = item_code(sources[item.agency], item)
        benchmark = Benchmark(pk=next(keys), agency=agencies[item.agency], code=code, address=code, created_at=now)
        edition = Edition(
            pk=next(numbers), benchmark=benchmark, act=item.act, domain=item.domain, statutory_penalty=item.statutory, instrument=issued,
            in_force_from=SINCE, live=True, published_at=now,
        )  # fmt: skip
        own = [Tier(edition_id=edition.pk, sort_order=at, label=tier.label, circumstance=tier.condition, standard=tier.penalty) for at, tier in enumerate(item.tiers)]
        cited = [(EditionCitation.Role.PENALTY, item.basis), *([(EditionCitation.Role.VIOLATED, item.violated)] if item.violated else [])]
        rests = [
            EditionCitation(
                edition_id=edition.pk, sort_order=at, role=role, law_id=laws[place.law], article=place.article,
                sub_article=place.sub, paragraph=place.paragraph, item=place.item,
            )
            for at, (role, place) in enumerate(cited)
        ]  # fmt: skip
        describe(edition, own, rests, names)
        benchmarks.append(benchmark)
        editions.append(edition)
        tiers += own
        citations += rests
    for rows in (benchmarks, editions, tiers, citations):
        insert_many(rows)
    return editions


def by_act() -> dict[str, list[str]]:
    """Act → codes: some acts are the same with two agencies."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, act in codes().items():
        found[act].append(code)
    return found
