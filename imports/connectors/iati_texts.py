"""Texts of IATI activities: narratives in several languages, or plain texts before version 2."""

from dataclasses import dataclass

from lxml import etree

from imports.markup import children, text_of

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TRANSLATED = ("fr", "uk")


@dataclass(frozen=True)
class Told:
    """What an element says, by language code; "" where none is given."""

    texts: dict[str, str]

    @property
    def best(self) -> str:
        """English, or what has no language, or the first."""
        texts = self.texts
        return texts.get("en") or texts.get("") or next(iter(texts.values()), "")

    def translations(self, field: str, limit: int) -> dict[str, str]:
        """Of a field of the entry, those that are not its text already."""
        texts = {language: self.texts.get(language, "") for language in TRANSLATED}
        return {
            f"{field}_{language}": text[:limit]
            for language, text in texts.items()
            if text and text != self.best
        }


def told(*elements: etree._Element | None) -> Told:
    """What elements of one name say together: in each language the first text counts."""
    texts: dict[str, str] = {}
    for element in elements:
        if element is None:
            continue
        for one in children(element, "narrative") or [element]:
            language = one.get(LANG) or element.get(LANG) or ""
            if text := text_of(one):
                texts.setdefault(language[:2].lower(), text)
    return Told(texts)
