"""Merging actors on the desk: two ticked on the list or chosen from a form, compared, then one."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.admin.base import RecordAdmin, admin_url
from records.admin.review import editor_of
from records.forms import MergeForm
from records.merging import MergeError, check_mergeable, merge_actors
from records.models import Actor, Affiliation, Merge
from records.numbers import small_int
from records.parting import check_undoable, undo_merge
from records.telling_apart import left_words, moved_words, side_by_side

MERGE = "records.merge_actors"
SHOWN = 20


class OtherActorForm(forms.Form):
    """Whom to compare with; the desk's own search of actors fills the list."""

    other: Any = forms.ModelChoiceField(
        Actor.objects.all(),
        label=gettext_lazy("Merge with"),
        widget=AutocompleteSelect(Affiliation._meta.get_field("person"), admin.site),
    )


class MergingAdmin(RecordAdmin):
    """Adds to the list and form of actors the way to the page where two are compared."""

    actions = ("merge_selected", "delete_selected")
    change_form_template = "admin/records/actor_form.html"

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MERGE)

    @admin.action(description=gettext_lazy("Merge…"), permissions=["merge"])
    def merge_selected(self, request: HttpRequest, actors: Any) -> HttpResponse | None:
        ids = list(actors.order_by("pk").values_list("pk", flat=True)[:3])
        if len(ids) != 2:
            message = _("Tick exactly two actors to merge them; these are %(n)d.")
            self.message_user(request, message % {"n": actors.count()}, messages.ERROR)
            return None
        return HttpResponseRedirect(compare_url(*ids))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        may_merge = object_id is not None and self.has_merge_permission(request)
        context = {"may_merge": may_merge, **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)
        return [path("merge/", view, name="records_actor_merge"), *super().get_urls()]

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Choose the other one; then compare both, say which stays and why."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        one = get_object_or_404(Actor, pk=small_int(request.GET.get("one", "")))
        if not request.GET.get("other"):
            return self._choose(request, one)
        other = get_object_or_404(Actor, pk=small_int(request.GET["other"]))
        form = MergeForm(request.POST or None, actors=(one, other))
        if request.method == "POST" and form.is_valid():
            keep, gone = form.chosen()
            try:
                merge = merge_actors(
                    keep=keep, gone=gone, by=editor_of(request), reason=form.cleaned_data["reason"]
                )
            except MergeError as error:
                form.add_error(None, error)
            else:
                text = _("“%(gone)s” is part of “%(keep)s” now. This can be undone.")
                names = {"gone": gone, "keep": keep}
                self.message_user(request, text % names, messages.SUCCESS)
                return HttpResponseRedirect(admin_url(merge))
        return self._compare(request, form, one, other)

    def _choose(self, request: HttpRequest, one: Actor) -> HttpResponse:
        words = request.GET.get("q", "").strip()
        found = (
            Actor.objects.named_like(words).exclude(pk=one.pk) if words else Actor.objects.none()
        )
        form = OtherActorForm()
        context = {
            "one": one,
            "words": words,
            "found": [(actor, compare_url(one.pk, actor.pk)) for actor in found[:SHOWN]],
            "form": form,
            "media": self.media + form.media,
        }
        return self._page(request, "merge_choose", _("Merge with another actor"), context)

    def _compare(
        self, request: HttpRequest, form: MergeForm, one: Actor, other: Actor
    ) -> HttpResponse:
        refused = ""
        try:
            check_mergeable(one, other)
        except MergeError as error:
            refused = " ".join(error.messages)
        context = {
            "form": form,
            "actors": (one, other),
            "lines": side_by_side(one, other),
            "refused": refused,
            "media": self.media,
        }
        return self._page(request, "merge_compare", _("Merge two actors"), context)

    def _page(
        self, request: HttpRequest, name: str, title: str, context: dict[str, Any]
    ) -> HttpResponse:
        base = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/records/{name}.html", base | context)


def compare_url(one: int, other: int) -> str:
    return f"{reverse('admin:records_actor_merge')}?{urlencode({'one': one, 'other': other})}"


@admin.register(Merge)
class MergeAdmin(RecordAdmin):
    """What was merged, by whom and why; each can be undone from its page."""

    list_display = ("gone_name", "kept_name", "reason", "by", "at", "undone_at")
    list_select_related = ("by",)
    list_filter = (("undone_at", admin.EmptyFieldListFilter),)
    search_fields = ("gone_name", "kept_name")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is the memory that undoing needs."""
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="records_merge_undo"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        merge: Any = self.get_object(request, object_id)
        if merge is None or not self.has_view_permission(request, merge):
            return super().change_view(request, object_id, form_url, extra_context)
        return self._page(request, merge, "merge", str(merge))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return self.change_view(request, object_id)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks first; what cannot be undone says why."""
        merge = get_object_or_404(Merge, pk=pk)
        if not request.user.has_perm(MERGE):
            raise PermissionDenied
        try:
            if request.method == "POST":
                left = undo_merge(merge=merge, by=editor_of(request)).left
                self._say_undone(request, merge, len(left))
            else:
                check_undoable(merge)
                return self._page(request, merge, "merge_undo", _("Undo this merge?"))
        except MergeError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        return HttpResponseRedirect(admin_url(merge))

    def _say_undone(self, request: HttpRequest, merge: Merge, left: int) -> None:
        text = _("“%(gone)s” and “%(kept)s” are two actors again.")
        names = {"gone": merge.gone_name, "kept": merge.kept_name}
        self.message_user(request, text % names, messages.SUCCESS)
        if left:
            text = _("Kept as they are, because they were edited since: %(n)d. They stand below.")
            self.message_user(request, text % {"n": left}, messages.WARNING)

    def _page(self, request: HttpRequest, merge: Merge, name: str, title: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "merge": merge,
            "moved": moved_words(merge),
            "left": left_words(merge),
            "may_undo": not merge.undone_at and request.user.has_perm(MERGE),
        }
        return TemplateResponse(request, f"admin/records/{name}.html", context)
