"""A version of an entry in words, in the reader's language."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language

from records.contents import Content
from records.models import PublicVersion
from records.version_words import field_label, words_of
from records.versions import Stream, Values, row_name

HEADED = frozenset({"title", "summary"})  # stand above, as on the entry's own page
LANGUAGES = settings.MODELTRANS_AVAILABLE_LANGUAGES


@dataclass(frozen=True)
class Told:
    """One column: what it is called, what stood there, in which language where not the reader's."""

    label: str
    words: str
    language: str = ""


@dataclass(frozen=True)
class Section:
    """The entry itself (`what` empty), or one of its rows."""

    what: str
    title: str
    fields: list[Told] = field(default_factory=list)


def sections_of(content: Content) -> list[Section]:
    """The whole content: the entry itself, then its rows, each under the name of its table."""
    own = Section("", "")
    found = [own]
    for stream, _told_in_json, values in content.rows:
        if not stream.owner:
            shown = {name: value for name, value in values.items() if name not in HEADED}
            own.fields.extend(_told(content, stream, shown, values))
            continue
        what = capfirst(str(stream.model._meta.verbose_name_plural))
        title = row_name(stream, values, content.labels)
        told = _told(content, stream, values, values)
        found.append(Section(what, title, [one for one in told if one.words != title]))
    return found


def summary_of(version: PublicVersion) -> Told:
    """The summary in the reader's language, where it was written in it."""
    values = version.content
    name, language = _written_in(dict(values), "summary")
    return Told("", str(values.get(name, "")), language)


def _told(content: Content, stream: Stream, shown: Values, values: Values) -> list[Told]:
    """A text in the reader's language alone; the JSON of the version has it in all."""
    told = []
    for name in shown:
        if any(name == f"{stem}_{code}" for stem in values for code in LANGUAGES):
            continue
        written, language = _written_in(values, name)
        words = words_of(stream.model, written, values[written], content.labels)
        if words:
            told.append(Told(capfirst(field_label(stream.model, name)), words, language))
    return told


def _written_in(values: Values, name: str) -> tuple[str, str]:
    """The column that holds a text for the reader, and its language where that is another one."""
    reader = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    if values.get(f"{name}_{reader}"):
        return f"{name}_{reader}", ""
    has_others = any(f"{name}_{code}" in values for code in LANGUAGES)
    return name, settings.LANGUAGE_CODE if has_others and reader != settings.LANGUAGE_CODE else ""
