"""Small makers of invented records, in three languages, each under the mark by which it goes."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from django.db import models

from records.actions import publish
from records.dates import parse
from records.models import Actor, Citation, Entry, Involvement, Process, ProcessEntry, Source

MARK = "demonstration"  # what the address of every invented record begins with
SITE = f"https://{MARK}.example/"  # a name that nobody can register
REASON = "demonstration"


class Text(NamedTuple):
    """The same words in English, French and Ukrainian."""

    en: str
    fr: str
    uk: str

    def filled(self, **values: Any) -> "Text":
        """With each name in braces replaced; a value may itself be in three languages."""

        def chosen(place: int) -> dict[str, Any]:
            return {k: v[place] if isinstance(v, Text) else v for k, v in values.items()}

        return Text(*(text.format(**chosen(place)) for place, text in enumerate(self)))


INVENTED = Text("Invented for demonstration.", "Inventé à titre d’exemple.", "Вигадано для показу.")

M = TypeVar("M", bound=models.Model)
E = TypeVar("E", bound=Entry)
Part = tuple[str, str, str]  # role, actor's key, key of the party or nothing


@dataclass
class Stage:
    """What has been made so far; `today` is the day around which everything is laid."""

    today: date
    process: Process = field(init=False)
    actors: dict[str, Actor] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    made: Counter[type[models.Model]] = field(default_factory=Counter)

    def day(self, ago: int) -> str:
        """The EDTF date so many days ago; a negative number is a day to come."""
        return (self.today - timedelta(days=ago)).isoformat()

    def make(self, model: type[M], **values: Any) -> M:
        """A row; a Text fills the column of its name and the columns of its translations."""
        translated = {name: text for name, text in values.items() if isinstance(text, Text)}
        plain = {**values, **{name: text.en for name, text in translated.items()}}
        if translated:
            plain["i18n"] = {
                f"{name}_{code}": getattr(text, code).replace(" :", "\N{NO-BREAK SPACE}:")
                for name, text in translated.items()
                for code in ("fr", "uk")
            }
        self.made[model] += 1
        return model._default_manager.create(**plain)

    def actor(self, key: str, kind: str, name: Text | str, **values: Any) -> Actor:
        made: Actor = self.make(Actor, kind=kind, slug=f"{MARK}-{key}", name=name, **values)
        self.actors[key] = made
        return made

    def entry(
        self,
        model: type[E],
        key: str,
        on: str,
        title: Text,
        *,
        parts: tuple[Part, ...] = (),
        sources: int = 1,
        **columns: Any,
    ) -> E:
        """A published entry on the EDTF date `on`, with those who had a part and its citations."""
        span = parse(on)
        made = self.make(
            model,
            kind=model.KIND,
            slug=f"{MARK}-{key}",
            title=title,
            summary=INVENTED,
            starts_on=span.starts_on,
            ends_on=span.ends_on,
            date_end=span.end,
            date_precision=span.precision,
            date_qualifier=span.qualifier,
            **columns,
        )
        self.make(ProcessEntry, process=self.process, entry=made)
        for role, actor, party in parts:
            behalf = self.actors[party] if party else None
            self.make(Involvement, entry=made, actor=self.actors[actor], role=role, party=behalf)
        for number in range(sources):
            self.cite(made, number)
        publish(entry=made, by=None, reason=REASON)
        return made

    def cite(self, entry: Entry, number: int, **columns: Any) -> Citation:
        """A citation of the source of that number, in its own language."""
        source = self.sources[number % len(self.sources)]
        words = {"en": "the delegations met", "ar": "اجتمع الوفدان", "uk": "делегації зустрілися"}
        given = {"locator": f"§{number + 1}", "quotation": words[source.language], **columns}
        given.setdefault("credibility", 1 + number % 3)
        return self.make(Citation, entry=entry, source=source, **given)
