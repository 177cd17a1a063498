"""The end of a relief as its instrument writes it; the desk and the importer read it alike."""

from datetime import UTC

import pytest
from django.core.exceptions import ValidationError

from sanctions.expiry import read_expiry

NEW_YORK, BERLIN = "America/New_York", "Europe/Berlin"


@pytest.mark.parametrize(
    ("text", "zone", "instant", "precision"),
    [
        ("2026-04-29 00:01", NEW_YORK, "2026-04-29T04:01:00+00:00", "minute"),
        ("2026-04-29T00:01:00", NEW_YORK, "2026-04-29T04:01:00+00:00", "minute"),
        ("2026-04-29", NEW_YORK, "2026-04-30T03:59:59+00:00", "day"),
        ("2026-02", BERLIN, "2026-02-28T22:59:59+00:00", "month"),
        ("8999-12-31", NEW_YORK, "9000-01-01T04:59:59+00:00", "day"),
        ("2026-10-25 02:30", BERLIN, "2026-10-25T00:30:00+00:00", "minute"),  # the first of two
    ],
)
def test_an_end_is_its_last_instant_in_the_zone(text, zone, instant, precision):
    found, said = read_expiry(text, zone)
    assert (found.astimezone(UTC).isoformat(), said) == (instant, precision)


@pytest.mark.parametrize(
    ("text", "zone", "message"),
    [
        ("2026-04-29 00:01Z", NEW_YORK, "without an offset"),
        ("2026-04-29T00:01:00+05:00", NEW_YORK, "without an offset"),
        ("2026-04-29 00:01-0500", NEW_YORK, "without an offset"),
        ("2026-03-29 02:30", BERLIN, "clocks of this zone skip"),
        ("2026-02-30", BERLIN, "no such day"),
        ("9999-12-31", "UTC", "Where there is no end, leave this empty"),
        ("9000-01", NEW_YORK, "years 1000 to 8999"),
        ("2026", BERLIN, "Write 2026-04-29 00:01"),
        ("2026-04", "localtime", "not a time zone"),
        ("2026-04", "posixrules", "not a time zone"),
        ("2026-04", "Factory", "not a time zone"),
        ("2026-04", "../../etc/passwd", "not a time zone"),
    ],
)
def test_what_is_no_end_is_refused(text, zone, message):
    with pytest.raises(ValidationError, match=message):
        read_expiry(text, zone)
