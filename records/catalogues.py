"""The interface's texts in other languages: merged with the sources, checked, compiled.

Babel alone does the work, so nobody needs GNU gettext. A catalogue holds no date and no line
number, and is sorted by text: it changes only when a text does.
"""

import json
from collections.abc import Iterator
from gettext import c2py, translation
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, generate_po, read_po
from django.conf import settings
from django.utils.translation import to_locale

from records.placeholders import differences
from records.translatable import UnreadableError, gather

HEADER = r"""# The texts of Parley in another language; see `manage.py help messages`.
msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural_forms}\n"

"""

Key = str | tuple[str, str]  # a text, or a text and its context, as Babel has it


def languages() -> list[str]:
    """The languages to translate into."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def locale_folder() -> Path:
    return Path(settings.LOCALE_PATHS[0])


def catalogue_path(language: str) -> Path:
    return locale_folder() / to_locale(language) / "LC_MESSAGES" / "django.po"


def short(path: Path) -> str:
    """The path below the project, as messages and catalogues name it."""
    return path.relative_to(locale_folder().parent).as_posix()


# Merging


def plural_forms(language: str) -> str:
    """The plural rule that Django itself runs with, so that it merges our catalogue into its own.

    Taken from the compiled file: the sources of Django's catalogues may name an older rule.
    """
    folder = Path(django.__file__).parent / "conf" / "locale"
    return translation("django", folder, [to_locale(language)]).info()["plural-forms"]


def read(path: Path, language: str) -> Catalog:
    """The catalogue of a file; an empty one where there is none yet."""
    content = path.read_bytes() if path.exists() else b""
    try:
        return read_po(BytesIO(content), locale=to_locale(language), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{short(path)}: {error}") from error


def merge(sources: Catalog, known: Catalog, language: str) -> Catalog:
    """The texts of the sources with their known translations; the other translations obsolete.

    A translation that became obsolete is taken up again when its text returns.
    """
    merged = Catalog(locale=to_locale(language))
    merged.mime_headers = [("Plural-Forms", plural_forms(language))]
    left = {_key(message): message for message in [*known.obsolete.values(), *known] if message.id}
    for source in sources:
        if source.id:
            message = _translated(source.clone(), left.pop(_key(source), None), merged.num_plurals)
            merged[message.id] = message
    merged.obsolete = {key: old for key, old in left.items() if any(_forms(old)) and not old.fuzzy}
    return merged


def _translated(message: Message, known: Message | None, forms: int) -> Message:
    """Give `message` its known translation, fuzzy where it was made for other plurals."""
    kept = _forms(known) if known else []
    other = known and (known.id != message.id or (message.pluralizable and len(kept) != forms))
    if message.pluralizable:
        message.string = tuple((kept + [""] * forms)[:forms])
    else:
        message.string = kept[0] if kept else ""
    if known:
        message.user_comments = known.user_comments
        if any(kept) and (known.fuzzy or other):
            message.flags.add("fuzzy")
    return message


def _key(message: Message) -> Key:
    text = _text(message)
    return (text, message.context) if message.context else text


def _text(message: Message) -> str:
    """The text as the source has it, without its plural."""
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> list[str]:
    return (
        [message.string or ""] if isinstance(message.string, str | None) else list(message.string)
    )


def render(catalogue: Catalog, language: str) -> str:
    """The catalogue as the text of its file."""
    lines = generate_po(catalogue, omit_header=True, include_lineno=False, sort_by="message")
    header = HEADER.format(language=to_locale(language), plural_forms=plural_forms(language))
    return header + "".join(lines).rstrip("\n") + "\n"


# Checking


def problems(catalogue: Catalog) -> Iterator[str]:
    """What keeps the catalogue from being complete and right, a line each."""
    ordered = sorted((message for message in catalogue if message.id), key=_named)
    for message in ordered:
        for problem in faults(message, catalogue):
            yield f"{_named(message)} {problem}"


def faults(message: Message, catalogue: Catalog) -> list[str]:
    """What is wrong with one translation, in words."""
    forms = _forms(message)
    if not any(forms):
        return ["is not translated"]
    if message.fuzzy:
        return ["is fuzzy: read it again and take the mark away"]
    if message.pluralizable:
        return _plural_faults(message, forms, catalogue)
    return differences(_text(message), forms[0])


def _plural_faults(message: Message, forms: list[str], catalogue: Catalog) -> list[str]:
    found = []
    for form in range(catalogue.num_plurals):
        text = forms[form] if form < len(forms) else ""
        wrong = _form_faults(message, text, _is_for_one(form, catalogue))
        found += [f"(form {form}) {words}" for words in wrong]
    return found


def _form_faults(message: Message, text: str, for_one: bool) -> list[str]:
    """A form that stands for one number alone may say it in words, as the singular may."""
    if not text:
        return ["is not translated"]
    wrong = differences(message.id[1], text)
    return [] if wrong and for_one and not differences(message.id[0], text) else wrong


def _is_for_one(form: int, catalogue: Catalog) -> bool:
    chosen = c2py(catalogue.plural_expr)
    return sum(chosen(number) == form for number in range(1000)) == 1


def _named(message: Message) -> str:
    quoted = json.dumps(_text(message), ensure_ascii=False)  # on one line, whatever it holds
    return f"{quoted} ({message.context})" if message.context else quoted


# The three things to do with them


def update() -> Iterator[tuple[Path, bool]]:
    """Write every catalogue anew; yields its file, and whether that changed."""
    sources = gather(locale_folder().parent)
    for language in languages():
        path = catalogue_path(language)
        fresh = render(merge(sources, read(path, language), language), language)
        changed = _content(path) != fresh
        if changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fresh, encoding="utf-8")
        yield path, changed


def check() -> Iterator[tuple[Path, str]]:
    """Yield the file and the words of everything that `update` or a translator has yet to do."""
    sources = gather(locale_folder().parent)
    for language in languages():
        path = catalogue_path(language)
        merged = merge(sources, read(path, language), language)
        if _content(path) != render(merged, language):
            yield path, "is out of date with the sources: run `manage.py messages`"
        yield from ((path, problem) for problem in problems(merged))


def compile_all() -> Iterator[tuple[Path, int]]:
    """Compile every catalogue; yields the file and how many texts it holds.

    A translation with a fault is left out: English is better than a page that fails.
    """
    for language in languages():
        path = catalogue_path(language)
        if path.exists():
            catalogue = read(path, language)
            for message in list(catalogue):
                if message.id and faults(message, catalogue):
                    catalogue.delete(message.id, message.context)
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)
            yield path.with_suffix(".mo"), len(catalogue)


def _content(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
