"""The engines, one interface (``base``). Which one answers is a setting."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine

_ENGINES = {"embedded": EmbeddedEngine}


@cache
def current_engine() -> Engine:
    """The engine named by SEARCH_ENGINE, opened once a process."""
    try:
        return _ENGINES[settings.SEARCH_ENGINE]()
    except KeyError:
        raise ImproperlyConfigured(f"SEARCH_ENGINE={settings.SEARCH_ENGINE!r} is not one of {', '.join(_ENGINES)}") from None
