"""What the columns of a spreadsheet mean: the shape in which a mapping is kept and passed on.

A plan is JSON. It comes from people's files, too, so it refuses whatever it does not know: other
versions, unknown fields, texts and numbers of parts beyond what a real mapping has.
"""

from hashlib import blake2b
from typing import Annotated, Literal, Self

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from imports.lines import MAX_COLUMNS
from imports.mappings.cldr import fold
from imports.mappings.fields import CONSTANTS, fields_of
from imports.texts import UNSTORABLE
from records.kinds import kind_models
from records.models import Actor, Involvement
from records.vocabulary import CURRENCY_CODES

MOST_BYTES = 1_000_000
MOST_MAPPED = 200
SHOWN_ERRORS = 5


def _storable(text: str) -> str:
    if UNSTORABLE.search(text):
        raise ValueError(_("a text with a character that cannot be kept"))
    return text


def _one_of(allowed: frozenset[str]) -> AfterValidator:
    def check(text: str) -> str:
        if text and text not in allowed:
            raise ValueError(_("“%(value)s” is not known here") % {"value": text[:50]})
        return text

    return AfterValidator(check)


Text = Annotated[str, Field(max_length=300), AfterValidator(_storable)]
Heading = Annotated[str, Field(max_length=220), AfterValidator(_storable)]
Role = Annotated[str, _one_of(frozenset(Involvement.Role.values))]
ActorKind = Annotated[str, _one_of(frozenset(Actor.Kind.values))]
Currency = Annotated[str, _one_of(CURRENCY_CODES)]
Language = Annotated[str, Field(pattern=r"^([a-z]{2,3})?$")]
SEPARATORS = ("semicolon", "comma", "slash", "bar", "line", "and")
ORDERS = ("dmy", "mdy", "ymd")
DECIMALS = (",", ".")
Order = Annotated[str, _one_of(frozenset(ORDERS))]
Separator = Annotated[str, _one_of(frozenset(SEPARATORS))]
Decimal = Annotated[str, _one_of(frozenset(DECIMALS))]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Options(Strict):
    """How the cells of a column are read; which of them count depends on its field."""

    order: Order = ""
    separator: Separator = ""
    decimal: Decimal = ""
    currency: Currency = ""
    role: Role = ""
    actor_kind: ActorKind = ""
    language: Language = ""
    actor: Text = ""


class Target(Strict):
    """What a column is mapped to."""

    field: Annotated[str, Field(max_length=50)]
    options: Options = Options()


class Plan(Strict):
    """`header` holds all columns of the file it was made for, `columns` those that are mapped."""

    format: Literal["parley-mapping"] = "parley-mapping"
    version: Literal[1] = 1
    name: Annotated[str, Field(max_length=100), AfterValidator(_storable)] = ""
    kind: str
    sheet: Annotated[str, Field(max_length=100), AfterValidator(_storable)] = ""
    header: Annotated[list[Heading], Field(max_length=MAX_COLUMNS)]
    columns: Annotated[dict[Heading, Target], Field(max_length=MOST_MAPPED)]
    constants: dict[str, Text] = {}

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.kind not in kind_models():
            raise ValueError(_("“%(value)s” is no kind of entry") % {"value": self.kind[:50]})
        fields = fields_of(self.kind)
        for column, target in self.columns.items():
            if target.field not in fields:
                words = _("“%(column)s” is mapped to “%(field)s”, which a %(kind)s does not have")
                params = {"column": column[:50], "field": target.field[:50], "kind": self.kind}
                raise ValueError(words % params)
            if column not in self.header:
                words = _("“%(column)s” is mapped, but is no column of the header")
                raise ValueError(words % {"column": column[:50]})
        if unknown := set(self.constants) - set(CONSTANTS[self.kind]):
            words = _("nothing is known of “%(field)s”")
            raise ValueError(words % {"field": sorted(unknown)[0][:50]})
        self._order()
        return self

    def _order(self) -> None:
        """Columns as they stand in the header: the database keeps no order of JSON's keys."""
        ordered = {name: self.columns[name] for name in self.header if name in self.columns}
        self.columns.clear()
        self.columns.update(ordered)

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.header)

    def missing_in(self, header: list[str]) -> list[str]:
        """Mapped columns that a file of this header lacks."""
        return [column for column in self.columns if column not in header]

    def stored(self) -> dict[str, object]:
        return self.model_dump()


def fingerprint_of(header: list[str]) -> str:
    """The same for the same names of columns, in whatever order and capitals."""
    names = "\x1f".join(sorted(fold(name) for name in header))
    return blake2b(names.encode(), digest_size=16).hexdigest()


class PlanError(ValueError):
    """What was sent is no mapping; says where and why."""


def plan_of_json(data: bytes) -> Plan:
    """A mapping from somebody's file. Raises PlanError."""
    if len(data) > MOST_BYTES:
        raise PlanError(_("The file is larger than a mapping can be (1 MB)."))
    try:
        return Plan.model_validate_json(data)
    except ValidationError as error:
        raise PlanError(_said(error)) from error


def _said(error: ValidationError) -> str:
    """The first things that are wrong, each with its place in the file."""
    found = []
    for one in error.errors(include_url=False, include_input=False)[:SHOWN_ERRORS]:
        place = ".".join(str(part) for part in one["loc"])[:100]
        reason = one["msg"].removeprefix("Value error, ")[:300]
        found.append(f"{place}: {reason}" if place else reason)
    return _("This is no mapping that can be read. %(reasons)s") % {"reasons": "; ".join(found)}
