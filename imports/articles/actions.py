"""What people do with an article: have it read, and decide on each draft that it offers."""

import json

import pghistory
from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from imports import actions
from imports.articles.assembling import analysed_once, drafts_of
from imports.articles.extraction import ArticleText
from imports.articles.marking import marks_in
from imports.articles.models import Article
from imports.locks import wait_for_text
from imports.models import Batch, Made, Row
from imports.rows import SourceRef
from records.models import Source

Decision = Row.Decision
# A batch in one of these offers nothing more, so its article may be read again.
OVER = (Batch.State.UNDONE, Batch.State.FAILED)


@analysed_once()
def read_article(
    *, article: ArticleText, source: SourceRef, by: AbstractBaseUser | None = None
) -> tuple[Article, bool]:
    """Keep an article and read it; false, and the first one, where it was read before.

    `source.published_on` is the day that relative dates count from. Raises FileProblem.
    """
    with transaction.atomic():
        wait_for_text(article.sha256)
        known = Article.objects.select_for_update().filter(sha256=article.sha256).first()
        if known and known.batch.state not in OVER:
            return known, False
        batch = _receive(article, source, by)
        kept = _keep(article, source, batch, known)
    actions.carry_on(batch_id=batch.pk)
    batch.refresh_from_db()
    return kept, True


def _receive(article: ArticleText, source: SourceRef, by: AbstractBaseUser | None) -> Batch:
    record = {
        "article": article.sha256,
        "text": article.text,
        "language": article.language,
        "published_on": source.published_on,
        "source": source.model_dump(),
    }
    data = (json.dumps(record, ensure_ascii=False) + "\n").encode()
    name = source.title or source.url or "article"
    file = ContentFile(data, name="article.jsonl")
    batch = actions.receive(file=file, name="article.jsonl", connector="article", by=by)
    Batch.objects.filter(pk=batch.pk).update(file_name=name[:300])
    return batch


def _keep(article: ArticleText, source: SourceRef, batch: Batch, known: Article | None) -> Article:
    kept = known or Article(sha256=article.sha256, text=article.text)
    kept.batch = batch
    kept.source = _source(source, article, batch)
    kept.language = article.language
    kept.published_on = source.published_on  # type: ignore[assignment]  # Django reads the text
    kept.full_clean(exclude=["marks"], validate_unique=False)
    text, _drafts = drafts_of(article.text, language=kept.language, published_on=kept.published_on)
    kept.marks = marks_in(text)
    kept.save()
    return kept


def _source(source: SourceRef, article: ArticleText, batch: Batch) -> Source:
    """The source of this address, or of these words where it has none; made where there is none."""
    words = {
        "publisher": source.publisher,
        "title": source.title,
        "published_on": source.published_on,
    }
    values = words | {
        "author": source.author,
        "language": source.language,
        "sha256": article.sha256,
        "retrieved_at": timezone.now(),
    }
    asked = {"url": source.url} if source.url else {"url": "", **words}
    if known := Source.objects.filter(**asked).order_by("id").first():
        return known
    reason = f"import {batch.pk}: {batch.file_name}"
    with pghistory.context(user=batch.acting_id, reason=reason, **{"import": batch.pk}):
        found, is_new = Source.objects.get_or_create(**asked, defaults=values)
    if is_new:
        Made.objects.create(batch=batch, model="records.source", object_id=found.pk)
    return found


def decide(*, row: Row, decision: Row.Decision | str, by: AbstractBaseUser | None = None) -> bool:
    """Accept, edit or skip a draft, or leave it open again; false where it is an entry already.

    What is accepted becomes a draft at once; to edit it is to accept it and then change the draft.
    Raises UndecidableError.
    """
    if decision not in ("", *Decision.values):
        return False
    accepted = decision in (Decision.ACCEPTED, Decision.EDITED)
    waiting = row.batch.rows.filter(pk=row.pk, applied_at=None)
    waiting = waiting.exclude(outcome=Row.Outcome.INVALID)
    with transaction.atomic():
        actions.check_decidable(row.batch_id)
        changed = waiting.update(accepted=accepted, decision=decision, decided_by=by)
        if changed and accepted and not actions.request_apply(batch=row.batch, by=by):
            raise actions.UndecidableError
    if changed and accepted:
        actions.carry_on(batch_id=row.batch_id)
    row.refresh_from_db()
    return bool(changed)
