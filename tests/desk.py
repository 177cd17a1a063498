"""Reading the admin's pages as a browser does: a form is filled in and sent as it was rendered."""

from collections.abc import Iterable
from html.parser import HTMLParser
from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client

ROOMS = (
    ("records", "0003_groups"),
    ("talks", "0002_groups"),
    ("sanctions", "0002_groups"),
    ("aid", "0002_groups"),
    ("imports", "0002_groups"),
)


class Page(HTMLParser):
    """The fields of every form on a page, by the form's id, and the page's text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: dict[str, dict[str, list[str]]] = {}
        self.form: dict[str, list[str]] | None = None
        self.select, self.textarea = "", ""
        self.words: list[str] = []
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.form = self.forms.setdefault(given.get("id", str(len(self.forms))), {})
        elif self.form is None or not (name or tag == "option"):
            return
        elif tag == "input":
            pressed = given.get("type") in ("submit", "file", "button")
            unchecked = given.get("type") in ("checkbox", "radio") and "checked" not in given
            if not pressed and not unchecked:
                self.form.setdefault(name, []).append(given.get("value", ""))
        elif tag == "select":
            self.select = name
        elif tag == "textarea":
            self.textarea = name
            self.form[name] = [""]
        elif tag == "option" and self.select and "selected" in given:
            self.form.setdefault(self.select, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.textarea and self.form is not None:
            text = self.form[self.textarea][0] + data
            self.form[self.textarea] = [text.removeprefix("\n")]


class Desk:
    """The admin as one user sees it."""

    def __init__(self, *groups: str, superuser: bool = False) -> None:
        name = "-".join(groups) or "root"
        self.user = User.objects.create(username=name, is_staff=True, is_superuser=superuser)
        wanted = Group.objects.filter(name__in=groups)
        if wanted.count() < len(groups):  # a test that commits has emptied the database
            make_groups()
        self.user.groups.set(wanted.all())
        self.client = Client()
        self.client.force_login(self.user)

    def page(self, url: str) -> Page:
        response = self.client.get(url, follow=True)
        assert response.status_code == 200, response.status_code
        return Page(response.content.decode())

    def filled(self, url: str, form: str, /, **values: object) -> dict[str, object]:
        """The form as rendered at `url`, with some of its fields filled in."""
        fields: dict[str, object] = {**self.page(url).forms[form]}
        return {name: v for name, v in {**fields, **values}.items() if v is not None}

    def send(self, url: str, data: dict[str, object], status: int = 302) -> Page:
        """Post a form and follow it; what came first must have this status."""
        response = self.client.post(url, data)
        assert response.status_code == status, Page(response.content.decode()).text[:2000]
        if status == 302:
            response = self.client.get(response["Location"], follow=True)
        return Page(response.content.decode())

    def save(self, url: str, form: str, status: int = 302, /, **values: object) -> Page:
        """Open a form, fill in these fields and save it."""
        return self.send(url, self.filled(url, form, **values), status)


def row(prefix: str, index: int, **values: object) -> dict[str, object]:
    """A new row of an inline formset: its fields, and the count that the page's script keeps."""
    fields = {f"{prefix}-{index}-{name}": value for name, value in values.items()}
    return {**fields, f"{prefix}-TOTAL_FORMS": index + 1}


def make_groups(rooms: Iterable[tuple[str, str]] = ROOMS) -> None:
    """The groups as the migrations make them, for tests whose database was emptied meanwhile."""
    for room, name in rooms:
        for operation in import_module(f"{room}.migrations.{name}").Migration.operations:
            operation.code(apps, None)
