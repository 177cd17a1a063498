"""Small helpers for texts from outside."""

import re
from hashlib import blake2b
from urllib.parse import urlsplit

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
WEB_ADDRESS = re.compile(r"https?://[^\s/?#.]+\.[^\s]+", re.IGNORECASE)
MAX_ADDRESS = 2000


def clean(text: str) -> str:
    """Without what PostgreSQL cannot hold: NUL and lone surrogates become U+FFFD."""
    if text.isascii() and "\0" not in text:
        return text
    return UNSTORABLE.sub("\ufffd", text)


def short_key(text: str, limit: int = 300) -> str:
    """`text` itself, or its beginning and a digest of the whole where it is too long for a key."""
    if len(text) <= limit:
        return text
    return f"{text[: limit - 34]}…{blake2b(text.encode(), digest_size=16).hexdigest()}"


def web_address(text: str) -> str:
    """The address tidied, or an empty text where it is none or is too long to keep."""
    if len(text) > 2 * MAX_ADDRESS:
        return ""
    address = re.sub(r"^(%20|\s)+|(%20|\s)+$", "", text).replace(" ", "%20")
    if len(address) > MAX_ADDRESS or not WEB_ADDRESS.fullmatch(address):
        return ""
    try:
        return address if urlsplit(address).hostname else ""
    except ValueError:
        return ""


def host_of(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
