"""The texts to translate, found in the project's Python and templates.

Babel reads Python, and Jinja its own templates; Django turns a template into what Babel reads.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tokenize import TokenError

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.apps import apps
from django.conf import settings
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.translation.template import templatize

# As Babel writes them: which argument is the text, which its plural, which ("c") its context
PLAIN, PLURAL, CONTEXT, CONTEXT_PLURAL = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": PLAIN,
    "gettext": PLAIN,
    "gettext_lazy": PLAIN,
    "gettext_noop": PLAIN,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": CONTEXT_PLURAL,
    "npgettext_lazy": CONTEXT_PLURAL,
}
TEMPLATE_SUFFIXES = frozenset({".html", ".txt", ".xml"})
END_OF_COMMENT = re.compile(r"{%\s*endcomment\s*%}")
STRING_OR_SPACE = re.compile(r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|[^\S\n]""")


class UnreadableError(Exception):
    """A source or a catalogue that cannot be read; says which, and why."""


def source_folders(root: Path) -> list[Path]:
    """What stands directly below `root`: the rooms, the wiring and the shared templates."""
    rooms = [Path(app.path) for app in apps.get_app_configs()]
    wiring = root / settings.ROOT_URLCONF.partition(".")[0]
    shared = [Path(folder) for engine in engines.all() for folder in engine.dirs]
    return sorted({folder for folder in [*rooms, wiring, *shared] if folder.parent == root})


def gather(root: Path) -> Catalog:
    """Every translatable text of the project in `root`, with the files that hold it."""
    catalogue = Catalog()
    for folder in source_folders(root):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(root).as_posix()
            for ids, comments, context in texts_of(path, name):
                catalogue.add(ids, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


def texts_of(
    path: Path, name: str
) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    """The texts of one file, each (text, or text and plural; comments for translators; context)."""
    if path.suffix != ".py" and path.suffix not in TEMPLATE_SUFFIXES:
        return
    try:
        source = path.read_text(encoding="utf-8")
        if is_jinja(path):
            yield from _texts_of_jinja(source)
            return
        code = source if path.suffix == ".py" else template_as_python(source, name)
        for _line, ids, comments, context in extract(
            "python", BytesIO(code.encode()), keywords=KEYWORDS, comment_tags=["Translators"]
        ):
            yield ids, comments, context
    except (SyntaxError, TokenError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{name}: {error}") from error


def is_jinja(path: Path) -> bool:
    """Whether the file stands where Jinja's templates do."""
    folders = (Path(f) for e in engines.all() if isinstance(e, Jinja2) for f in e.dirs)
    return any(path.is_relative_to(folder) for folder in folders)


def _texts_of_jinja(
    source: str,
) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    for _line, ids, comments, context in extract(
        "jinja2.ext:babel_extract",
        BytesIO(source.encode()),
        keywords=KEYWORDS,
        comment_tags=["Translators"],
    ):
        yield ids, comments, context


def template_as_python(source: str, name: str) -> str:
    """Return calls of gettext with the texts of a template, as a tokenizer of Python takes them.

    Django writes them for xgettext, which minds neither indentation, nor a call behind a comment
    (it skips the call), nor spaces that Python does not know (French puts them before a colon).
    """
    code = templatize(END_OF_COMMENT.sub(r"\g<0>\n", source), origin=name)
    plain = STRING_OR_SPACE.sub(lambda match: match[1] or " ", code)
    return "\n".join(line.strip() for line in plain.split("\n"))
