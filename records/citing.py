"""How a page is cited: as plain words, BibTeX, RIS and CSL-JSON, each pinned to what was read."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.utils.translation import gettext as _

from records.display import day_words, within_quotation_marks

PUBLISHER = "Parley"
# What TeX takes for commands; letters of any script stay as they are, in UTF-8
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Reference:
    """One thing to cite. `address` leads to what was read, `sha256` proves that it is the same."""

    key: str
    title: str
    language: str
    address: str
    on: date
    version: str
    sha256: str
    is_list: bool = False
    abstract: str = ""

    @property
    def plain(self) -> str:
        """Such as: “Miami talks”. Parley, version 3, 12 December 2025. https://… SHA-256: 1f0c…"""
        return _("“%(title)s”. Parley, %(version)s, %(date)s. %(address)s SHA-256: %(hash)s") % {
            "title": within_quotation_marks(_one_line(self.title)),
            "version": self.version,
            "date": day_words(self.on),
            "address": self.address,
            "hash": self.sha256,
        }

    @property
    def note(self) -> str:
        return f"{self.version}; SHA-256: {self.sha256}"


class Form(NamedTuple):
    """A format of citation: what its file is called and of which type it is."""

    name: str
    suffix: str
    content_type: str
    write: Callable[[Reference], str]


def bibtex(reference: Reference) -> str:
    fields = {
        "author": f"{{{PUBLISHER}}}",
        "title": f"{{{_tex(reference.title)}}}",
        "year": str(reference.on.year),
        "month": MONTHS[reference.on.month - 1],
        "day": str(reference.on.day),
        "version": _tex(reference.version),
        "url": reference.address,
        "language": reference.language,
        "note": _tex(reference.note),
        "abstract": _tex(reference.abstract),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    ]
    return f"@misc{{{reference.key},\n{''.join(lines)}}}\n"


def ris(reference: Reference) -> str:
    fields = [
        ("TY", "DATA" if reference.is_list else "ELEC"),
        ("ID", reference.key),
        ("TI", reference.title),
        ("AU", PUBLISHER),
        ("PB", PUBLISHER),
        ("PY", str(reference.on.year)),
        ("DA", f"{reference.on:%Y/%m/%d}"),
        ("ET", reference.version),
        ("LA", reference.language),
        ("UR", reference.address),
        ("AB", reference.abstract),
        ("N1", f"SHA-256: {reference.sha256}"),
        ("ER", ""),
    ]
    kept = [(tag, _one_line(value)) for tag, value in fields if value or tag == "ER"]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in kept)


def csl_json(reference: Reference) -> str:
    item = {
        "id": reference.key,
        "type": "dataset" if reference.is_list else "webpage",
        "title": _one_line(reference.title),
        "author": [{"literal": PUBLISHER}],
        "container-title": PUBLISHER,
        "publisher": PUBLISHER,
        "issued": {"date-parts": [[reference.on.year, reference.on.month, reference.on.day]]},
        "version": reference.version,
        "language": reference.language,
        "URL": reference.address,
        "abstract": reference.abstract,
        "note": f"SHA-256: {reference.sha256}",
    }
    return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=2) + "\n"


FORMS = {
    form.name: form
    for form in (
        Form("bibtex", "bib", "application/x-bibtex; charset=utf-8", bibtex),
        Form("ris", "ris", "application/x-research-info-systems; charset=utf-8", ris),
        Form("csl-json", "csl.json", "application/vnd.citationstyles.csl+json", csl_json),
    )
}


def download(form: Form, reference: Reference) -> HttpResponse:
    response = HttpResponse(form.write(reference), content_type=form.content_type)
    name = f"{reference.key}.{form.suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _tex(text: str) -> str:
    return "".join(TEX.get(letter, letter) for letter in _one_line(text))


def _one_line(text: str) -> str:
    """Without line breaks, which end a field in RIS, and without what no text should hold."""
    return SPACES.sub(" ", "".join(c for c in text if c.isprintable() or c.isspace())).strip()
