"""A database that is migrated once, of which every run's test database is a copy.

Running the migrations takes longer than most test files; they are run again where one of them, or
what they rest on, is no longer the same.
"""

from hashlib import blake2s

from django.conf import settings
from django.db import connection

BUILT = "migrating"  # becomes the template when it is complete


def migrated_template() -> str:
    """The name of a database with all migrations applied, which is made where there is none."""
    name = f"migrated_{_digest()}"
    if name not in _databases():
        _migrate_into(name)
    return name


def _digest() -> str:
    base = settings.BASE_DIR
    rest_on = [base / "records" / "roles.py", base / "requirements.txt"]
    found = blake2s(digest_size=8)
    for path in [*sorted(base.glob("*/migrations/*.py")), *rest_on]:
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def _databases() -> set[str]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


def _migrate_into(name: str) -> None:
    former = [old for old in _databases() if old.startswith("migrated_")]
    own, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    test_name, test["NAME"] = test["NAME"], BUILT
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        test["NAME"] = test_name
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own
    quote = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        for old in former:
            cursor.execute(f"DROP DATABASE IF EXISTS {quote(old)}")
        cursor.execute(f"ALTER DATABASE {quote(BUILT)} RENAME TO {quote(name)}")
