"""What every form and list of the desk does: languages in tabs, folded search, careful saves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models.fields.json import KeyTextTransform
from django.forms import Field, Select
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from modeltrans.fields import TranslatedVirtualField

from records.forms import CountryChoiceField, RecordForm
from records.kinds import kind_model
from records.models import Entry
from records.querysets import Fold
from records.refusals import refusal_message
from records.roles import may_edit
from records.version_words import translated_label
from records.versions import streams_of, versions_of
from records.vocabulary import CountryField
from records.words import words_of

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[models.Model]
    StackedInline = admin.StackedInline[models.Model, models.Model]
else:
    ModelAdmin, StackedInline = admin.ModelAdmin, admin.StackedInline

LANGUAGES = [settings.LANGUAGE_CODE, *settings.MODELTRANS_AVAILABLE_LANGUAGES]


class DeskFields:
    """How fields are drawn, on forms and in their rows."""

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest | None, **kwargs: Any
    ) -> Field | None:
        if isinstance(db_field, CountryField):
            kwargs |= {"form_class": CountryChoiceField, "widget": Select}
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        field: Field | None = super().formfield_for_dbfield(  # type: ignore[misc]
            db_field, request, **kwargs
        )
        if field and isinstance(db_field, TranslatedVirtualField):
            field.label = capfirst(translated_label(db_field))
        return field


class RecordAdmin(DeskFields, ModelAdmin):
    """A record with its history. Translated fields go into one fieldset for each language.

    `main` lists the other fields, as a fieldset does; `search_fields` are looked in with accents
    and capitals aside, in every language; `ignoring` names tables of rows that the form does not
    write.
    """

    form = RecordForm
    main: Sequence[Any] = ()
    ignoring: tuple[str, ...] = ()
    show_full_result_count = False
    object_history_template = "admin/records/history.html"

    class Media:
        js = ("js/admin-tabs.js",)
        css = {"all": ("css/admin-desk.css",)}

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets: list[Any] = [
            *language_fieldsets(self.model),
            *self.get_main_fieldsets(request, obj),
        ]
        if obj is None or self.has_change_permission(request, obj):
            fieldsets.append((_("This change"), {"fields": ["change_reason", "seen"]}))
        return fieldsets

    def get_main_fieldsets(self, request: HttpRequest, obj: Any) -> list[Any]:
        return [(None, {"fields": self.main})]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.ignoring = self.ignoring
        form.refused_by = getattr(request, "refused_by", "")
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """What only the database can refuse is said beside the form too, with all that was typed.

        Forms check most constraints before; two editors at once, and rules that triggers hold, are
        left to the database.
        """
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refused_by = refusal_message(error)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if reason := form.cleaned_data.get("change_reason"):
            pghistory.context(reason=reason)  # joins the request's context, opened by middleware
        super().save_model(request, obj, form, change)

    # The list

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """A NUL, which PostgreSQL takes in no text, is answered as any other senseless filter."""
        if any("\0" in value for values in request.GET.lists() for value in values[1]):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        return super().changelist_view(request, extra_context)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Every word of the term occurs in one of the folded fields, in any of the languages."""
        for index, word in enumerate(words_of(search_term)[:10]):
            found = models.Q()
            for number, text in enumerate(self._folded(queryset.model)):
                alias = f"_folded_{index}_{number}"
                queryset = queryset.alias(**{alias: Fold(text)})
                found |= models.Q(**{f"{alias}__contains": Fold(models.Value(word))})
            queryset = queryset.filter(found)
        return queryset, False

    def _folded(self, model: type[models.Model]) -> list[Any]:
        """The texts to look in: the folded fields, and what they are in the other languages."""
        return [models.F(name) for name in self.search_fields] + [
            KeyTextTransform(field.name, "i18n")
            for field in translations_of(model)
            if field.original_name in self.search_fields
        ]

    # The history

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        if record is None or not streams_of(record):
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change history: %s") % record,
            "versions": versions_of(record),
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": record,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)


class RowInline(DeskFields, StackedInline):
    """Rows of a record, a line or two each; a new row is added with the button."""

    extra = 0
    related: tuple[str, ...] = ()  # what the name of a row is made of

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related(*self.related)


class ReadOnlyInline(RowInline):
    def has_add_permission(self, *_args: Any) -> bool:
        return False

    def has_change_permission(self, *_args: Any) -> bool:
        return False

    def has_delete_permission(self, *_args: Any) -> bool:
        return False


class RowAdmin(RecordAdmin):
    """All rows of a kind on one searchable list. They are written on the form of their record.

    `owner` names the relation to that record. Only lists that people search are on the front page.
    """

    owner = ""
    on_front_page = False
    list_display_links = None
    actions = None

    def get_list_select_related(self, request: HttpRequest) -> Any:
        return [self.owner, *(self.list_select_related or [])]  # type: ignore[misc]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.on_front_page and super().has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Asked for each row when the record that it belongs to is to be deleted."""
        owner = getattr(obj, self.owner, None)
        if owner is None or (isinstance(owner, Entry) and not may_edit(request.user, owner)):
            return False
        return super().has_delete_permission(request, obj)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A row's address leads to the form on which it is written."""
        row = self.get_object(request, object_id)
        if row is None or not self.has_view_permission(request, row):
            return super().change_view(request, object_id, form_url, extra_context)
        return HttpResponseRedirect(admin_url(self._owner_of(row)))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return self.change_view(request, object_id)

    def _owner_of(self, row: Any) -> Any:
        return getattr(row, self.owner) or getattr(row, "actor", None)

    @admin.display(description=_("belongs to"))
    def belongs_to(self, row: Any) -> SafeString:
        return admin_link(self._owner_of(row))


def admin_link(record: models.Model) -> SafeString:
    return format_html('<a href="{}">{}</a>', admin_url(record), record)


def admin_url(record: models.Model) -> str:
    """The address of the record's form; an entry's is that of its kind."""
    meta = (kind_model(record.kind) if isinstance(record, Entry) else record)._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def translations_of(model: type[models.Model]) -> list[Any]:
    """The virtual fields of the languages other than the first, in their order."""
    return [
        field
        for field in model._meta.private_fields
        if isinstance(field, TranslatedVirtualField) and field.language not in (None, LANGUAGES[0])
    ]


def language_fieldsets(model: type[models.Model]) -> list[Any]:
    """One fieldset for each language, which the script `admin-tabs.js` makes into tabs."""
    translations = translations_of(model)
    originals = list(dict.fromkeys(field.original_name for field in translations))
    if not originals:
        return []
    fieldsets: list[Any] = []
    for language in LANGUAGES:
        names = [field.name for field in translations if field.language == language] or originals
        heading = capfirst(get_language_info(language)["name_translated"])
        fieldsets.append((heading, {"fields": names, "classes": ["language", f"in-{language}"]}))
    return fieldsets
