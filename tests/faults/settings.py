"""The portal's own settings for short trials on a busy machine (``tests.faults.patience``)."""

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.patience"]
