"""Publishing, withdrawing and sending to review: on lists as actions, on forms as buttons."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin import actions as built_in
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from records.actions import check_published, publish, restore, send_to_review, withdraw
from records.admin.base import RecordAdmin
from records.forms import WithdrawForm
from records.models import Entry
from records.numbers import small_int
from records.roles import may_edit, may_publish
from records.versions import read_marks

EDITORS_ACTIONS = frozenset({"publish_selected", "withdraw_selected"})
EDITORS_BUTTONS = frozenset({"_publish", "_withdraw"})
UNSEEN = (Entry.State.DRAFT, Entry.State.IN_REVIEW)
DELETE: Any = built_in.delete_selected.short_description  # type: ignore[attr-defined]


class ReviewAdmin(RecordAdmin):
    """Adds the review rule to a list and form of entries; `records.actions` carries it out."""

    actions = ("publish_selected", "withdraw_selected", "review_selected", "delete_selected")
    change_form_template = "admin/records/change_form.html"

    # Who may

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_edit(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What readers have once seen is withdrawn, so that its address stays; never deleted."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.state in UNSEEN)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        asked = EDITORS_ACTIONS & {*request.POST.getlist("action")}
        if asked and not may_publish(request.user):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if EDITORS_BUTTONS & request.POST.keys() and not may_publish(request.user):
            raise PermissionDenied
        context = {"may_publish": may_publish(request.user), **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    # On the list

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, entries: Iterable[Entry]) -> None:
        done = self._each(request, entries, lambda e: publish(entry=e, by=editor_of(request)))
        text = ngettext("%(n)d entry was published.", "%(n)d entries were published.", done)
        self._say_done(request, text, done)

    @admin.action(description=gettext_lazy("Withdraw…"), permissions=["publish"])
    def withdraw_selected(self, request: HttpRequest, entries: Any) -> HttpResponse | None:
        form = WithdrawForm(request.POST if "because" in request.POST else None)
        if not form.is_valid():
            context = {
                "entries": entries,
                "checkbox": ACTION_CHECKBOX_NAME,
                "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
                "across": request.POST.get("select_across", "0"),
            }
            answer: HttpResponse = self._ask_why(request, form, context)
            return answer
        because = form.cleaned_data["because"]
        done = self._each(
            request, entries, lambda e: withdraw(entry=e, because=because, by=editor_of(request))
        )
        text = ngettext("%(n)d entry was withdrawn.", "%(n)d entries were withdrawn.", done)
        self._say_done(request, text, done)
        return None

    @admin.action(description=gettext_lazy("Send to review"), permissions=["change"])
    def review_selected(self, request: HttpRequest, entries: Iterable[Entry]) -> None:
        done = self._each(
            request, entries, lambda e: send_to_review(entry=e, by=editor_of(request))
        )
        text = ngettext("%(n)d entry was sent to review.", "%(n)d entries were sent.", done)
        self._say_done(request, text, done)

    @admin.action(description=DELETE, permissions=["delete"])
    def delete_selected(self, request: HttpRequest, entries: Any) -> HttpResponse | None:
        """Django's own action, unless readers have seen one of the entries: that one is named."""
        seen = [entry for entry in entries if entry.state not in UNSEEN]
        for entry in seen:
            text = _("“%(title)s”: readers have seen this entry. Withdraw it instead of deleting.")
            self.message_user(request, text % {"title": entry}, messages.ERROR)
        return None if seen else built_in.delete_selected(self, request, entries)

    def _each(
        self, request: HttpRequest, entries: Iterable[Entry], act: Callable[[Entry], None]
    ) -> int:
        """Do it to every entry that it can be done to; each refusal is named."""
        done = 0
        for entry in entries:
            try:
                act(entry)
                done += 1
            except ValidationError as error:
                self._say_refused(request, entry, error)
        return done

    def _say_done(self, request: HttpRequest, text: str, done: int) -> None:
        if done:
            self.message_user(request, text % {"n": done}, messages.SUCCESS)

    def _say_refused(self, request: HttpRequest, entry: Entry, error: ValidationError) -> None:
        for message in error.messages:
            text = message if entry.title in message else f"{entry}: {message}"
            self.message_user(request, text, messages.ERROR)

    def _ask_why(self, request: HttpRequest, form: WithdrawForm, more: dict[str, Any]) -> Any:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw from readers"),
            "opts": self.opts,
            "form": form,
            "media": self.media,
            **more,
        }
        return TemplateResponse(request, "admin/records/withdraw.html", context)

    # On the form

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/withdraw/", view(self.withdraw_view), name=f"{name}_withdraw"),
            path("<int:pk>/restore/", view(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        answer: Any = self._button(request, obj)
        return answer or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        answer: Any = self._button(request, obj)
        return answer or super().response_change(request, obj)

    def _button(self, request: HttpRequest, entry: Any) -> HttpResponse | None:
        """What the pressed button asks for, after the form has been saved."""
        if "_withdraw" in request.POST:
            return HttpResponseRedirect(self._url("withdraw", entry.pk))
        try:
            if "_publish" in request.POST:
                reason = request.POST.get("change_reason", "").strip()
                publish(entry=entry, by=editor_of(request), reason=reason)
                self.message_user(request, _("Saved and published."), messages.SUCCESS)
            elif "_review" in request.POST:
                send_to_review(entry=entry, by=editor_of(request))
                self.message_user(request, _("Saved and sent to review."), messages.SUCCESS)
            else:
                return None
        except ValidationError as error:
            self.message_user(request, _("Saved, but not more than that:"), messages.WARNING)
            self._say_refused(request, entry, error)
        return HttpResponseRedirect(self._url("change", entry.pk))

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = self._entry(request, pk)
        if not may_publish(request.user):
            raise PermissionDenied
        form = WithdrawForm(request.POST or None)
        try:
            check_published(entry)
            if form.is_valid():
                withdraw(entry=entry, because=form.cleaned_data["because"], by=editor_of(request))
                self.message_user(request, _("The entry was withdrawn."), messages.SUCCESS)
                return HttpResponseRedirect(self._url("change", pk))
        except ValidationError as error:
            self._say_refused(request, entry, error)
            return HttpResponseRedirect(self._url("change", pk))
        response: HttpResponse = self._ask_why(request, form, {"entries": [entry]})
        return response

    @property
    def restore_view(self) -> Callable[..., HttpResponse]:
        return require_POST(self._restore)

    def _restore(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = self._entry(request, pk)
        if not may_publish(request.user):
            raise PermissionDenied
        try:
            marks = read_marks(request.POST.getlist("mark"))
            restore(entry=entry, marks=marks, by=editor_of(request))
            self.message_user(request, _("The version was restored."), messages.SUCCESS)
        except ValidationError as error:
            self._say_refused(request, entry, error)
        return HttpResponseRedirect(self._url("history", pk))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        pk = small_int(object_id)
        url = self._url("restore", pk) if pk is not None and may_publish(request.user) else ""
        context = {"restore_url": url, **(extra_context or {})}
        return super().history_view(request, object_id, context)

    def _entry(self, request: HttpRequest, pk: int) -> Entry:
        entry: Any = get_object_or_404(self.get_queryset(request), pk=pk)
        return cast("Entry", entry)

    def _url(self, view: str, pk: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=[pk])


def editor_of(request: HttpRequest) -> AbstractBaseUser:
    """Who asks: the desk lets nobody in who is not logged in."""
    return cast("AbstractBaseUser", request.user)
