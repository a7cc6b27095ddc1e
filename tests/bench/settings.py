"""The test settings plus the flat model that stands for a stock import."""

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench"]
LOGGING = {"version": 1, "disable_existing_loggers": True}
#: Wagtail's own choice where a site names none: a task runs at once.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
