"""The WSGI application: what granian, or any other server, runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from portal.metrics import processes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
processes.share(settings.DATA_DIR)  # before anything counts
application = get_wsgi_application()

from portal import database_limits, warming  # noqa: E402 - needs settings that are set up

database_limits.apply()
warming.begin()
