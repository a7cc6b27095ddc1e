"""The WSGI application: what granian, or any other server, runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

from portal import database_limits, warming  # noqa: E402 - needs settings that are set up

database_limits.apply()
warming.begin()
