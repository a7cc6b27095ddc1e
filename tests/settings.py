"""The portal's own settings, with state in a folder that each test process makes for itself."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
_data = Path(tempfile.gettempdir()) / f"portal-tests-{os.getuid()}" / f"{_worker}-{os.getpid()}"
os.environ.setdefault("SECRET_KEY", "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ")
os.environ["DATA_DIR"] = str(_data)
# The cluster of the tests and no other; each process writes under names of its own.
if os.environ.get("SEARCH_ENGINE") == "elastic":
    os.environ["ELASTICSEARCH_URL"] = os.environ["TEST_ELASTICSEARCH_URL"]
else:
    os.environ.pop("ELASTICSEARCH_URL", None)
os.environ["ELASTICSEARCH_PREFIX"] = f"test-{_worker}-{os.getpid()}"
atexit.register(shutil.rmtree, _data, ignore_errors=True)

from portal.settings import *  # noqa: E402,F403
from portal.settings import DATA_DIR, DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A file, not memory: live-server threads and the worker share it.
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
