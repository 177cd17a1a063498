"""The form in which an article comes in: its text, file or address, and what it does not say."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imports.articles.extraction import ArticleText, article_of_file, article_of_text
from imports.articles.fetched import MOST_SECONDS, article_of_address
from imports.articles.lexicon import LANGUAGES
from imports.feeds.models import FeedItem
from imports.problems import FileProblem
from imports.rows import SourceRef
from records.models import Source

NAMES = {
    "fr": _("French"),
    "en": _("English"),
    "uk": _("Ukrainian"),
    "ru": _("Russian"),
    "de": _("German"),
}
FIRST_YEAR = 1900


class TextField(forms.CharField):
    """Whatever was pasted; what is wrong with it is said by the reading of articles."""

    default_validators = []

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = []


class ArticleForm(forms.Form):
    text = TextField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Paste the article, a line for each paragraph; or choose its file or give its address "
            "below."
        ),
    )
    file = forms.FileField(
        label=_("HTML or text file"), required=False, allow_empty_file=True, max_length=300
    )
    address = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text=format_lazy(
            _(
                "Without a text or a file, the article is fetched from here; that takes "
                "{seconds} seconds at most."
            ),
            seconds=MOST_SECONDS,
        ),
    )
    published_on = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("“Thursday” and “yesterday” are counted from this day."),
    )
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=300)
    title = forms.CharField(label=_("Title"), required=False, max_length=500)
    author = forms.CharField(label=_("Author"), required=False, max_length=300)
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("Tell it from the text")), *((code, NAMES[code]) for code in LANGUAGES)],
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors:
            article = self._article()
            if article:
                self._complete(article)
        return self.cleaned_data

    def _article(self) -> ArticleText | None:
        """From the file or the text where there is one, else from the address."""
        name = self._comes_from()
        try:
            return self._read(name) if name else None
        except FileProblem as error:
            self.add_error(name, str(error))
            return None

    def _comes_from(self) -> str:
        given = self.cleaned_data
        has_text = bool(given["text"].strip())
        if given.get("file") and has_text:
            self.add_error("file", _("Paste the text or choose a file, not both."))
            return ""
        if given.get("file"):
            return "file"
        return "address" if given["address"] and not has_text else "text"

    def _read(self, name: str) -> ArticleText:
        given = self.cleaned_data
        if name == "file":
            return article_of_file(given["file"].read())
        if name == "text":
            return article_of_text(given["text"])
        article = article_of_address(given["address"])
        if not _source_at(given["address"]):
            given["address"] = article.address
        return article

    def _complete(self, article: ArticleText) -> None:
        """What the form says comes before what the page says of itself."""
        given = self.cleaned_data
        published_on = given["published_on"] or article.published_on
        language = given["language"] or article.language
        if not published_on:
            self.add_error("published_on", _("Say when the article was published."))
        elif not date(FIRST_YEAR, 1, 1) <= published_on <= timezone.localdate():
            self.add_error(
                "published_on",
                _("%(day)s is not a day on which an article can have been published by now.")
                % {"day": published_on.isoformat()},
            )
        if not language:
            self.add_error(
                "language",
                _(
                    "The text is in none of the five languages that are read (%(languages)s), or "
                    "too short to tell. Choose its language if it is one of them."
                )
                % {"languages": ", ".join(str(NAMES[code]) for code in LANGUAGES)},
            )
        title = given["title"] or article.title
        address = given["address"] or article.address
        if not title and not self._known_title(address):
            self.add_error("title", _("Give the article’s title, or what it is about."))
        if not self.errors:
            self._keep(article, published_on, language, title or self._known_title(address))

    def _keep(
        self, article: ArticleText, published_on: date | None, language: str, title: str
    ) -> None:
        given = self.cleaned_data
        given["article"] = ArticleText(article.text, language)
        given["source"] = SourceRef(
            url=given["address"] or article.address,
            publisher=given["publisher"] or article.publisher,
            title=title[:500],
            author=given["author"] or article.author,
            language=language,
            published_on=published_on.isoformat() if published_on else None,
        )

    def _known_title(self, address: str) -> str:
        """The title of the source that this address already is."""
        known = _source_at(address)
        return known.title if known else ""


def given_of(item: FeedItem) -> dict[str, Any]:
    """What the form begins with where an item of the inbox is read."""
    language = item.language.partition("-")[0]
    return {
        "address": item.address,
        "title": item.title,
        "publisher": item.said_publisher,
        "author": item.author,
        "published_on": item.published_at.date() if item.published_at else None,
        "language": language if language in LANGUAGES else "",
    }


def _source_at(address: str) -> Source | None:
    return Source.objects.filter(url=address).order_by("id").first() if address else None
