"""Indices by version, an alias for each kind; one call moves all aliases."""

from __future__ import annotations

from django.conf import settings
from elasticsearch import Elasticsearch

from search.documents import sources
from search.engines.elastic.mapping import build_mapping, index_settings


def alias(kind: str) -> str:
    """The name under which the documents of a kind are written and read."""
    return f"{settings.ELASTICSEARCH_PREFIX}-{kind}"


def aliases() -> list[str]:
    """Those of every kind that has documents."""
    return [alias(source.kind) for source in sources()]


def create(cluster: Elasticsearch, version: str) -> dict[str, str]:
    """An empty index for each kind; kind → index."""
    made = {source.kind: f"{alias(source.kind)}-{version}" for source in sources()}
    mapping = build_mapping()
    for index in made.values():
        cluster.indices.create(index=index, mappings=mapping.to_dict(), settings={**index_settings(), "analysis": mapping._collect_analysis()})
    return made


def point_to(cluster: Elasticsearch, made: dict[str, str]) -> None:
    """Moves every alias to its new index in one step: no reader sees some kinds old and some new."""
    actions: list[dict[str, object]] = []
    for kind, index in made.items():
        actions += [{"remove": {"index": f"{alias(kind)}-*", "alias": alias(kind), "must_exist": False}}, {"add": {"index": index, "alias": alias(kind)}}]
    cluster.indices.update_aliases(actions=actions)


def in_use(cluster: Elasticsearch) -> str:
    """The version behind the aliases; several where a kind came later."""
    pointed = cluster.indices.get_alias(name=aliases())
    kinds = {name: found for name, told in pointed.items() for found in told["aliases"]}
    return "、".join(sorted({name.removeprefix(f"{found}-") for name, found in kinds.items()}))


def remove_others(cluster: Elasticsearch, made: dict[str, str]) -> None:
    """Keeps the version in use and the one before."""
    for kind, index in made.items():
        known = sorted(name for name in cluster.indices.get(index=f"{alias(kind)}-*", expand_wildcards="all") if name != index and _is_version(kind, name))
        for old in known[:-1]:
            cluster.indices.delete(index=old, ignore_unavailable=True)


def _is_version(kind: str, name: str) -> bool:
    """Whether an index belongs to this kind: a kind's name may begin with another's."""
    rest = name.removeprefix(f"{alias(kind)}-")
    return rest[:8].isdigit()
