"""What several models share: short column types, languages and checks on codes.

Code lists stand in the models they belong to; their codes come from the field's own lists
(PA-X, MEND, IATI, OFAC, Admiralty), with a word where a code is ours.
"""

from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

# CLDR also names groupings and test codes with two letters; none of them is a country.
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def country_codes() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes that an entry may carry, with XK for Kosovo (CLDR)."""
    territories = [str(code) for code in Locale("en").territories]
    return (
        frozenset(code for code in territories if len(code) == 2 and code.isalpha()) - NOT_COUNTRIES
    )


COUNTRY_CODES = country_codes()
CURRENCY_CODES = frozenset(Locale("en").currencies)


def validate_country(value: str) -> None:
    if value not in COUNTRY_CODES:
        raise ValidationError(
            _("“%(value)s” is not an ISO 3166-1 country code of two letters, such as UA."),
            code="country",
            params={"value": value},
        )


def validate_currency(value: str) -> None:
    if value not in CURRENCY_CODES:
        raise ValidationError(
            _("“%(value)s” is not an ISO 4217 currency code of three letters, such as EUR."),
            code="currency",
            params={"value": value},
        )


# Files of the database that are no zone of anywhere, or whichever one this machine is in.
NOT_ZONES = frozenset({"localtime", "posixrules", "Factory"})


@cache
def time_zones() -> frozenset[str]:
    """The zones of this machine's database, which is hundreds of files: looked through once."""
    return frozenset(available_timezones() - NOT_ZONES)


def validate_time_zone(value: str) -> None:
    if value not in time_zones():
        raise ValidationError(
            _("“%(value)s” is not a time zone of the IANA database, such as America/New_York."),
            code="time_zone",
            params={"value": value},
        )


class CountryField(models.CharField):  # type: ignore[type-arg]
    """An ISO 3166-1 alpha-2 code, or an empty text."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.update(max_length=2, blank=True, default="", validators=[validate_country])
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "blank", "default", "validators"):
            kwargs.pop(key, None)
        return name, path, list(args), dict(kwargs)


class CurrencyField(models.CharField):  # type: ignore[type-arg]
    """An ISO 4217 code, or an empty text where there is no amount."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.update(max_length=3, validators=[validate_currency])
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "validators"):
            kwargs.pop(key, None)
        return name, path, list(args), dict(kwargs)
