from imports.articles.models import Article
from imports.feeds.models import Feed, FeedFetch, FeedItem
from imports.mappings.models import Mapping, Sample
from imports.models.batches import Batch
from imports.models.rows import Row
from imports.models.shared import Made, Mention
from imports.who.models import NameDecision, UnknownName

__all__ = [
    "Article",
    "Batch",
    "Feed",
    "FeedFetch",
    "FeedItem",
    "Made",
    "Mapping",
    "Mention",
    "NameDecision",
    "Row",
    "Sample",
    "UnknownName",
]
