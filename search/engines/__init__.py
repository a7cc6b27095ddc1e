"""The engines, one interface (``base``). Which one answers is a setting."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import Engine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.standby import Standby


@cache
def kept_engines() -> tuple[Engine, ...]:
    """The engines that are kept up to the records: the one that answers first, then the one that stands in for it."""
    match settings.SEARCH_ENGINE:
        case "embedded":
            return (EmbeddedEngine(),)
        case "elastic":
            return ElasticEngine(), EmbeddedEngine()
        case other:
            raise ImproperlyConfigured(f"SEARCH_ENGINE={other!r} is not one of embedded, elastic")


@cache
def current_engine() -> Engine:
    """The engine that answers, opened once a process."""
    first, *others = kept_engines()
    return Standby(first, others[0]) if others else first


def forget_engines() -> None:
    """Opens them anew at the next question: for whoever changed the settings."""
    kept_engines.cache_clear()
    current_engine.cache_clear()
