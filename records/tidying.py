"""Texts from addresses and for documents, without what they cannot hold."""

import re
import unicodedata

LONG = 200  # characters of one value of an address that are read
MANY = 50  # values of one parameter that are read
JOINERS = "\u200c\u200d"  # which Persian and Indic names are written with
# All but the Char of https://www.w3.org/TR/xml/#charsets
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tidied(text: str) -> str:
    """Spaces of every kind as one plain space, without control and direction characters."""
    plain = " ".join(text.split())
    return "".join(c for c in plain if c in JOINERS or unicodedata.category(c) not in {"Cc", "Cf"})


def for_xml(text: str) -> str:
    """The text without characters that no XML document may hold."""
    return NOT_IN_XML.sub("", text)
