"""An article by its address: the page is fetched once, while the request that asks for it waits."""

import codecs
from dataclasses import replace
from email.message import Message

from django.template.defaultfilters import filesizeformat

from imports.articles.extraction import (
    HEAD,
    HTML,
    MOST_BYTES,
    READING_SECONDS,
    ArticleText,
    article_of_file,
    article_of_html,
)
from imports.fetching import Answer, fetch
from imports.problems import FetchProblem, FileProblem

SECONDS = 15  # of the fetch
MOST_SECONDS = SECONDS + READING_SECONDS
ACCEPT = "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8"
PAGES = {"text/html", "application/xhtml+xml"}
PLAIN = "text/plain"
# Codecs of the five languages, as an answer may name them → the one that browsers read it with
ENCODINGS = {
    **{name: name for name in ("cp1251", "cp1252", "iso8859-5", "koi8-r", "koi8-u", "utf-16")},
    "iso8859-1": "cp1252",
    "iso8859-15": "iso8859-15",
}
# What says that the page holds no text → what is said where it was fetched
TOLD = {
    "article_empty": "article_not_open",
    "article_not_found": "article_not_open",
    "fetch_too_large": "article_page_too_large",
}


def article_of_address(address: str) -> ArticleText:
    """The article, with the address at which it was found. Raises FileProblem."""
    try:
        return _read(fetch(address, limit=MOST_BYTES, seconds=SECONDS, accept=ACCEPT))
    except FileProblem as error:
        if code := TOLD.get(error.problem.code):
            raise FetchProblem(code, limit=filesizeformat(MOST_BYTES)) from error
        raise


def _read(answer: Answer) -> ArticleText:
    if not answer.is_success:
        raise FetchProblem("article_status", status=answer.status, phrase=answer.phrase)
    kind, charset = _kind_of(answer)
    body = _in_unicode(answer.body, charset)
    if kind in PAGES or (not kind and HTML.search(body[:HEAD])):
        return article_of_html(body, address=answer.address)
    if kind == PLAIN:
        return replace(article_of_file(body), address=answer.address)
    if kind or answer.body.strip():
        raise FetchProblem("article_not_a_page" if kind else "article_of_no_kind", found=kind)
    raise FetchProblem("article_not_open")


def _kind_of(answer: Answer) -> tuple[str, str]:
    """What the answer says that it is, and its encoding; empty where it says nothing."""
    if not answer.content_type.strip():
        return "", ""
    said = Message()
    said["Content-Type"] = " ".join(answer.content_type.split())
    return said.get_content_type(), said.get_content_charset("")


def _in_unicode(body: bytes, charset: str) -> bytes:
    """In UTF-8 where the answer told its encoding, which counts before what the page says."""
    try:
        encoding = ENCODINGS[codecs.lookup(charset).name]
        return body.decode(encoding).encode()
    except (LookupError, ValueError):
        return body
