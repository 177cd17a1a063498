"""OpenSanctions and other data in the FollowTheMoney model, as JSON lines.

Whole files hold an entity on each line, delta files an operation with its entity (ADD, MOD, DEL).
Every property is a list. Persons, organisations, companies and vessels become actors; `Sanction`
becomes their designations, posts (`Occupancy`, `Directorship`, `Employment`, `Membership`) their
affiliations. These stand on lines of their own, before or after whom they are about, so the file is
read twice. Other lines are counted as left aside.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.connectors.base import Connector
from imports.connectors.states import state_of
from imports.connectors.subjects import Subject, birth_of, day_of, fitting
from imports.objects import Object, Objects
from imports.problems import Problem, problem
from imports.rows import ActorRef, Affiliation, Name, ReadRow, SourceRef
from imports.texts import short_key, web_address
from records.vocabulary import COUNTRY_CODES

KINDS = {
    "Person": "person",
    "Company": "company",
    "Organization": "organisation",
    "PublicBody": "organisation",
    "LegalEntity": "organisation",
    "Vessel": "vessel",
    "Airplane": "vessel",
}
# A post: the property of whom it is, and of what it is in
POSTS = {
    "Occupancy": ("holder", "post"),
    "Directorship": ("director", "organization"),
    "Employment": ("employee", "employer"),
    "Membership": ("member", "organization"),
}
SCHEMES = {"wikidataId": "wikidata", "leiCode": "lei", "innCode": "inn", "imoNumber": "imo"}
OFAC_NUMBER = re.compile(r"ofac-(\d+)")
COUNTRIES = ("nationality", "citizenship", "jurisdiction", "flag", "mainCountry", "country")
SET = "OpenSanctions"

Entity = dict[str, Any]


def missing(objects: Objects) -> list[str]:
    entity = entity_of(objects.first)
    return [name for name in ("id", "schema") if not isinstance(entity.get(name), str)]


def entity_of(value: dict[str, Any]) -> Entity:
    """The entity on a line, which in a delta file stands within its operation."""
    inner = value.get("entity")
    return inner if "op" in value and isinstance(inner, dict) else value


def values_of(entity: Entity, name: str) -> list[str]:
    """The texts of a property, whatever else stands in the list."""
    properties = entity.get("properties")
    values = properties.get(name) if isinstance(properties, dict) else None
    return [one for one in values if isinstance(one, str)] if isinstance(values, list) else []


def value_of(entity: Entity, *names: str) -> str:
    return next((value for name in names for value in values_of(entity, name)), "")


class _Graph:
    """Who is in the file, and what its other lines say of them."""

    def __init__(self, lines: Iterator[Object]) -> None:
        self.named: dict[str, Entity] = {}
        self.sanctions: dict[str, list[Entity]] = defaultdict(list)
        self.posts: dict[str, list[Entity]] = defaultdict(list)
        for line in lines:
            self._add(entity_of(line.value))

    def _add(self, entity: Entity) -> None:
        key, schema = entity.get("id"), entity.get("schema")
        if not isinstance(key, str) or not isinstance(schema, str):
            return
        if schema in KINDS or schema == "Position":
            about = {name: entity.get(name) for name in ("id", "schema", "caption")}
            told = {name: values_of(entity, name)[:1] for name in ("name", "country")}
            self.named[key] = about | {"properties": told}
        elif schema == "Sanction":
            for subject in values_of(entity, "entity"):
                self.sanctions[subject].append(entity)
        elif schema in POSTS:
            for subject in values_of(entity, POSTS[schema][0]):
                self.posts[subject].append(entity)

    def knows(self, entity: Entity) -> bool:
        """Whether what a line speaks of is in the file."""
        schema = str(entity["schema"])
        name = "entity" if schema == "Sanction" else POSTS[schema][0]
        return any(one in self.named for one in values_of(entity, name))


def read(objects: Objects) -> Iterator[ReadRow]:
    graph = _Graph(objects.again())
    for line in objects.lines:
        entity = entity_of(line.value)
        if line.problems:
            yield ReadRow(line.number, _raw(line.value), problems=line.problems)
        elif line.value.get("op") == "DEL":
            yield ReadRow(line.number, _raw(entity), problems=[problem("deleted_there")])
        elif (row := _row(line, entity, graph)) is not None:
            yield row


def _row(line: Object, entity: Entity, graph: _Graph) -> ReadRow | None:
    """A row for a subject, and for a line that nobody can be told for; None for parts of others."""
    raw, schema = _raw(entity), entity.get("schema")
    if not isinstance(entity.get("id"), str) or not isinstance(schema, str):
        return ReadRow(line.number, raw, problems=[problem("missing", "id, schema")])
    if schema in KINDS:
        return _subject_row(line, entity, graph)
    if schema == "Sanction" or schema in POSTS:
        if graph.knows(entity):
            return None
        lost = problem("subject_missing", "id", value=entity["id"], file=schema)
        return ReadRow(line.number, raw, problems=[lost])
    if schema == "Position":
        return None
    return ReadRow(line.number, raw, problems=[problem("left_aside", "schema", schema=schema)])


def _subject_row(line: Object, entity: Entity, graph: _Graph) -> ReadRow:
    key, name = entity["id"], _name(entity)
    if not name:
        return ReadRow(line.number, _raw(entity), problems=[problem("missing", "name")])
    subject = Subject(KINDS[entity["schema"]], "opensanctions", key, name, _country(entity))
    subject.description = "; ".join(values_of(entity, "position")[:3])
    subject.born = birth_of_any(values_of(entity, "birthDate"))
    for column in ("name", "alias", "weakAlias", "previousName"):
        subject.call(values_of(entity, column))
    for column, scheme in SCHEMES.items():
        for value in values_of(entity, column):
            subject.know_as(scheme, value)
    referents = entity.get("referents")
    for one in referents if isinstance(referents, list) else []:
        if isinstance(one, str) and (found := OFAC_NUMBER.fullmatch(one)):
            subject.know_as("ofac", found[1])
    remarks: list[Problem] = []
    for sanction in graph.sanctions[key]:
        remarks += _list(subject, sanction)
    for post in graph.posts[key] if subject.kind == "person" else []:
        subject.affiliations += _posts(post, graph)
    return ReadRow(line.number, _raw(entity), record=subject.row(), problems=remarks)


def _name(entity: Entity) -> str:
    caption = entity.get("caption")
    return caption if isinstance(caption, str) and caption.strip() else value_of(entity, "name")


def _country(entity: Entity) -> str:
    codes = (value.upper() for name in COUNTRIES for value in values_of(entity, name))
    return next((code for code in codes if code in COUNTRY_CODES), "")


def birth_of_any(births: list[str]) -> str:
    """A whole day before a year alone."""
    days = [day for day, _remark in (day_of(one, "") for one in births) if day]
    return days[0] if days else next(filter(None, map(birth_of, births)), "")


def _list(subject: Subject, sanction: Entity) -> list[Problem]:
    """Add a sanction to its subject; returns what of it could not be told."""
    authority = fitting(value_of(sanction, "authority", "publisher"), "code") or SET
    code = value_of(sanction, "programId", "program", "provisions", "country") or authority
    listed, remarks = day_of(value_of(sanction, "startDate", "listingDate"), "startDate")
    until, more = day_of(value_of(sanction, "endDate"), "endDate")
    address = web_address(value_of(sanction, "sourceUrl"))
    subject.list_under(
        authority,
        [code],
        list_id=value_of(sanction, "authorityId", "unscId") or str(sanction["id"]),
        listed_on=listed,
        until=until,
        source=SourceRef(url=address, publisher=authority[:200], title=code[:500]),
    )
    return [*remarks, *more]


def _posts(post: Entity, graph: _Graph) -> Iterator[Affiliation]:
    """Posts in what the file names; one that is a position of a state is held in that state."""
    starts, _remark = day_of(value_of(post, "startDate"), "startDate")
    ends, _remark = day_of(value_of(post, "endDate"), "endDate")
    for key in values_of(post, POSTS[post["schema"]][1]):
        if (held := graph.named.get(key)) is None:
            continue
        role = value_of(post, "role")
        if held["schema"] == "Position":
            where, role = _state_of(held), _name(held)
        else:
            where = _organisation(held)
        if where:
            yield Affiliation(
                organisation=where,
                position=fitting(role or str(post["schema"]), "text"),
                starts_on=starts,
                ends_on=ends if ends and (not starts or ends >= starts) else None,
            )


def _state_of(position: Entity) -> ActorRef | None:
    code = _country(position)
    return state_of(code) if code else None


def _organisation(entity: Entity) -> ActorRef | None:
    kind, name = KINDS[entity["schema"]], fitting(_name(entity), "name")
    if kind == "person" or not name:
        return None
    known = Name(scheme="opensanctions", value=short_key(str(entity["id"])))
    return ActorRef(name=name, kind=kind, country=_country(entity), identifiers=(known,))


def _raw(entity: Entity) -> dict[str, str]:
    """The entity as the review shows it: each property in one text."""
    properties = entity.get("properties")
    told = properties.items() if isinstance(properties, dict) else []
    shown = {str(name): "; ".join(values_of(entity, name))[:2000] for name, _values in told}
    heads = ("id", "schema", "caption")
    return {name: str(entity.get(name, ""))[:300] for name in heads} | shown


OPENSANCTIONS = Connector(
    name="opensanctions",
    label=_("OpenSanctions (FollowTheMoney JSON lines, whole or delta)"),
    licence=_(
        "OpenSanctions data are under CC BY-NC 4.0: name them, and use them for no commercial end "
        "without a licence of theirs."
    ),
    opens=(Objects,),
    missing=missing,
    read=read,
)
