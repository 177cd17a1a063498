"""Articles that come in at the same moment, such as by a double click."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from imports.articles.actions import read_article
from imports.articles.extraction import article_of_text
from imports.models import Article, Batch, Made
from imports.rows import SourceRef
from records.models import Source
from tests.imports.articles import make_actors

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Steve Witkoff met Ukraine's chief negotiator Rustem Umerov in Geneva on Tuesday."
SOURCE = SourceRef(url="https://example.org/a", title="Talks", published_on="2025-12-05")


def read_at_once(texts: Iterable[str]) -> list[tuple[int, bool]]:
    """Article and whether it is new, for texts of one source in a thread each."""
    articles = [article_of_text(text) for text in texts]
    together = Barrier(len(articles))

    def read(article):
        together.wait(30)
        try:
            found, is_new = read_article(article=article, source=SOURCE)
            return found.pk, is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(len(articles)) as threads:
        return list(threads.map(read, articles))


def test_one_text_is_read_once_and_leads_to_the_first():
    make_actors()
    found = read_at_once([TEXT] * 4)
    article = Article.objects.get()
    assert {pk for pk, _is_new in found} == {article.pk}
    assert sorted(is_new for _pk, is_new in found) == [False, False, False, True]
    assert (Batch.objects.get().state, Source.objects.count()) == (Batch.State.READY, 1)


def test_two_texts_of_one_address_share_its_source():
    make_actors()
    found = read_at_once(f"{TEXT} Part {number}." for number in range(4))
    assert all(is_new for _pk, is_new in found)
    assert set(Article.objects.values_list("source", flat=True)) == {Source.objects.get().pk}
    assert Made.objects.filter(model="records.source").count() == 1
