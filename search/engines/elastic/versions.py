"""Indices by version, an alias for each kind; one call moves all aliases.

Of each kind there are at most two: the one in use, and the one before it
under an alias of its own, so that it can be told from what an aborted
rebuild has left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.documents import sources
from search.engines.base import EngineUnavailable
from search.engines.elastic.mapping import build_mapping, index_settings
from search.engines.elastic.shape import mapping_with_mark, shape

_VERSION = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}")


def alias(kind: str) -> str:
    """The name under which the documents of a kind are written and read."""
    return f"{settings.ELASTICSEARCH_PREFIX}-{kind}"


def aliases() -> list[str]:
    """Those of every kind that has documents."""
    return [alias(source.kind) for source in sources()]


def before(kind: str) -> str:
    """The alias of the index that was in use before the last rebuild: what an operator can go back to."""
    return f"{alias(kind)}.before"


@contextmanager
def building(cluster: Elasticsearch, version: str) -> Iterator[dict[str, str]]:
    """An empty index for each kind; kind → index. They vanish again unless they were taken into use by the end."""
    made = {source.kind: f"{alias(source.kind)}-{version}" for source in sources()}
    analysis = build_mapping()._collect_analysis()
    try:
        for index in made.values():
            cluster.indices.create(index=index, mappings=mapping_with_mark(), settings={**index_settings(), "analysis": analysis})
        yield made
    except BaseException:
        # Where the cluster itself is what failed, the next rebuild clears them away.
        with suppress(ApiError, TransportError):
            unused = [name for name, about in cluster.indices.get_alias(index=list(made.values()), ignore_unavailable=True).items() if not about["aliases"]]
            if unused:
                cluster.indices.delete(index=unused, ignore_unavailable=True)
        raise


def point_to(cluster: Elasticsearch, made: dict[str, str]) -> None:
    """Moves every alias to its new index in one step: no reader sees some kinds old and some new.

    Raises EngineUnavailable when one of them is not the index that was made:
    the cluster makes another one up when something is written to a name that
    was removed meanwhile.
    """
    marks = cluster.indices.get_mapping(index=list(made.values()))
    if any(about["mappings"].get("_meta", {}).get("shape") != shape() for about in marks.values()):
        raise EngineUnavailable("新索引在重建期间被移除，请重新运行")
    actions: list[dict[str, object]] = []
    for kind, index in made.items():
        old = _pointed(cluster, alias(kind))
        actions += [{"remove": {"index": name, "alias": alias(kind)}} for name in old]
        actions += [{"remove": {"index": name, "alias": before(kind)}} for name in (_pointed(cluster, before(kind)) if old else ())]
        actions += [{"add": {"index": name, "alias": before(kind)}} for name in old]
        actions.append({"add": {"index": index, "alias": alias(kind)}})
    cluster.indices.update_aliases(actions=actions)


def in_use(cluster: Elasticsearch) -> str:
    """The version behind the aliases; several where a kind came later."""
    pointed = cluster.indices.get_alias(name=aliases())
    kinds = {name: found for name, told in pointed.items() for found in told["aliases"]}
    return "、".join(sorted({name.removeprefix(f"{found}-") for name, found in kinds.items()}))


def fitting(cluster: Elasticsearch) -> bool:
    """Whether every index in use is made as this release makes one. Raises EngineUnavailable while nothing may be written to one.

    One small question: no more is told than the mark and the blocks.
    """
    parts = ["*.mappings._meta.shape", "*.settings.index.blocks", "*.settings.index.uuid"]
    known = cluster.indices.get(index=aliases(), features=["mappings", "settings"], filter_path=parts)
    if any(_is_on(value) for about in known.values() for value in about["settings"]["index"].get("blocks", {}).values()):
        raise EngineUnavailable("检索集群禁止写入（多因磁盘将满）")
    return all(about.get("mappings", {}).get("_meta", {}).get("shape") == shape() for about in known.values())


def remove_others(cluster: Elasticsearch) -> None:
    """Keeps the version in use and the one before, each known by its alias; what else there is was left by a rebuild that was broken off."""
    for kind in (source.kind for source in sources()):
        known = cluster.indices.get_alias(index=f"{alias(kind)}-*", expand_wildcards="all")
        left = [name for name, about in known.items() if not {alias(kind), before(kind)} & about["aliases"].keys() and _is_version(kind, name)]
        if left:
            cluster.indices.delete(index=left, ignore_unavailable=True)


def _pointed(cluster: Elasticsearch, name: str) -> list[str]:
    """The indices behind an alias, none where there is no such alias."""
    return list(cluster.indices.get_alias(name=name)) if cluster.indices.exists_alias(name=name) else []


def _is_version(kind: str, name: str) -> bool:
    """Whether an index belongs to this kind: a kind's name may begin with another's."""
    return bool(_VERSION.fullmatch(name.removeprefix(f"{alias(kind)}-")))


def _is_on(value: object) -> bool:
    return str(value).lower() == "true"
