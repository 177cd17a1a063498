"""The tests' own world, set before the settings are read (a pytest plugin: see pyproject.toml).

Whatever the shell says, tests run on their own embedded servers with their own data; where several
processes share them out, each has its own.
"""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SETTINGS = (
    "ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS DATABASE_URL DEBUG FETCH_ALLOWED FETCH_USER_AGENT HTTPS"
    " IMPORT_MAX_MB KEEPS_PAGES LOG_LEVEL REDIS_URL SECRET_KEY STATIC_ROOT TIME_ZONE BIND PORT"
)
for name in SETTINGS.split():
    os.environ.pop(name, None)
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "")
os.environ["PARLEY_DATA_DIR"] = str(BASE_DIR / "var" / f"test{PROCESS}")
os.environ["EMBEDDED_DURABLE"] = "0"
os.environ["EXPORTS_AT_ONCE"] = "1000"  # many tests do not read what they ask for to its end
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread
