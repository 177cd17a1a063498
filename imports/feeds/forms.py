"""The form of a feed, and the filters of the inbox."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from imports.feeds.models import Feed, FeedItem
from imports.feeds.querysets import FeedItemQuerySet
from imports.guarding import target_of
from imports.problems import FetchProblem


class FeedForm(forms.ModelForm):  # type: ignore[type-arg]
    """An address is kept as it is asked; a new one begins without what the old one had said."""

    address = forms.CharField(
        label=_("Address"),
        max_length=2000,
        widget=forms.URLInput(attrs={"class": "vURLField"}),
        help_text=_("Of the RSS or Atom feed, such as https://news.example/feed.xml."),
    )

    class Meta:
        model = Feed
        fields = ("address", "title", "publisher", "language", "reliability", "minutes")

    def clean_address(self) -> str:
        try:
            return target_of(self.cleaned_data["address"]).address
        except FetchProblem as error:
            raise ValidationError(str(error), code=error.problem.code) from error

    def save(self, commit: bool = True) -> Any:
        if "address" in self.changed_data:
            self.instance.etag = self.instance.modified = ""
        return super().save(commit)


class InboxForm(forms.Form):
    """Which items are shown; what cannot be understood filters nothing."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*FeedItem.State.choices, ("all", _("all"))]
    )
    feed: Any = forms.ModelChoiceField(
        label=_("Feed"), required=False, queryset=Feed.objects.all(), empty_label=_("all feeds")
    )
    q = forms.CharField(label=_("Words"), required=False, max_length=200)

    def chosen(self) -> FeedItemQuerySet:
        self.full_clean()
        asked = self.cleaned_data
        items: FeedItemQuerySet = FeedItem.objects.with_sources()
        state = asked.get("state") or FeedItem.State.NEW
        if state != "all":
            items = items.filter(state=state)
        if feed := asked.get("feed"):
            items = items.filter(feed=feed)
        return items.saying(asked.get("q", ""))
