"""Addresses for records that an import makes."""

from collections.abc import Collection
from hashlib import blake2b

from django.utils.text import slugify
from slugify import slugify as transliterate


def plain_slug(text: str, otherwise: str, limit: int = 85) -> str:
    """`text` in plain letters, whatever its script."""
    return slugify(transliterate(text, max_length=limit, word_boundary=True)) or otherwise


def free_slug(text: str, otherwise: str, taken: Collection[str]) -> str:
    """The address for `text`, told apart by a digest of it where another record has it."""
    slug = plain_slug(text, otherwise)
    if slug not in taken:
        return slug
    marked = f"{slug}-{blake2b(text.encode(), digest_size=3).hexdigest()}"
    return marked if marked not in taken else f"{marked}-{len(taken)}"
