from io import StringIO
from pathlib import Path
from textwrap import dedent

import django
import pytest
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command
from django.template import Context, Template
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext

from records import catalogues
from records.translatable import source_folders, texts_of


@pytest.fixture
def project(tmp_path, settings):
    """An empty project whose languages are English, French and Ukrainian."""
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.TEMPLATES = [
        {
            **settings.TEMPLATES[0],
            "DIRS": [tmp_path / "templates"],
        }
    ]
    return tmp_path


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return path


def python(project, text, name="words.py"):
    return write(project / "config" / name, text)


def template(project, text):
    return write(project / "templates" / "page.html", text)


def messages(*options):
    out = StringIO()
    call_command("messages", *options, stdout=out)
    return out.getvalue()


def po(project, language="fr"):
    return project / "locale" / language / "LC_MESSAGES" / "django.po"


def texts(project):
    """What the French catalogue asks for: (text or text and plural, context)."""
    messages()
    with po(project).open("rb") as file:
        return {(message.id, message.context) for message in read_po(file) if message.id}


def translate(project, translations, language="fr"):
    """Gather, then give each text its translation, as a translator does."""
    messages()
    path = po(project, language)
    catalogue = catalogues.read(path, language)
    for message in catalogue:
        if message.id and (first := catalogues._text(message)) in translations:
            message.string = translations[first]
    path.write_text(catalogues.render(catalogue, language), encoding="utf-8")
    return path


def problems():
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("messages", "--check", stdout=out)
    assert refusal.value.returncode == 1
    return out.getvalue().splitlines()


# Gathering


def test_every_way_of_marking_a_text_in_python_is_found(project):
    python(
        project,
        """
        from django.utils.translation import gettext_lazy as _

        A = _("lazy")
        B = gettext("plain" " and long")
        C = ngettext_lazy("%d round", "%d rounds", "count")
        D = pgettext("month", "May")
        E = npgettext_lazy("talks", "party", "parties", len(many(")")))
        F = [gettext_noop("noop") for _ in range(3)]
        """,
    )
    assert texts(project) == {
        ("lazy", None),
        ("plain and long", None),
        (("%d round", "%d rounds"), None),
        ("May", "month"),
        (("party", "parties"), "talks"),
        ("noop", None),
    }


def test_every_way_of_marking_a_text_in_a_template_is_found(project):
    template(
        project,
        """
        <main class="it's">
            {% translate "Talks" %} {% translate 'May' context 'month' as may %}
          {% blocktranslate trimmed with name=actor.name %}
              Met {{ name }}
              for 100% sure
          {% endblocktranslate %}
            {% blocktranslate context "talks" count n=rounds|length %}one{% plural %}{{ n }} rounds{% endblocktranslate %}
        {{ title|default:_("untitled") }} {{ _("bare") }}
        {% include "x.html" with label=_("In a tag") only %} (unclosed [ in text
        </main>
        """,  # noqa: E501
    )
    assert texts(project) == {
        ("Talks", None),
        ("May", "month"),
        ("Met %(name)s for 100%% sure", None),
        (("one", "%(n)s rounds"), "talks"),
        ("untitled", None),
        ("bare", None),
        ("In a tag", None),
    }


def test_comments_and_odd_spaces_in_a_template_hide_no_text(project):
    template(
        project, "{% comment %}don't{% endcomment %}{% translate 'Date\u00a0:' %}\u00a0\u2028x\f"
    )
    assert texts(project) == {("Date\u00a0:", None)}


def test_a_comment_for_translators_stands_with_its_text(project):
    python(project, '# Translators: of a month\nA = _("May")\n')
    template(project, "{# Translators: a verb #}\n{% translate 'May' %}")
    messages()
    assert "#. Translators: of a month\n#. Translators: a verb\n#: config/words.py" in (
        po(project).read_text()
    )


@pytest.mark.parametrize("app", ["auth", "admindocs", "humanize"])
def test_the_same_texts_are_found_as_xgettext_finds(app):
    """Django's own catalogues of its own sources were made with GNU gettext."""
    folder = Path(django.__file__).parent / "contrib" / app
    found = {
        ids for path in folder.rglob("*") for ids, _comments, _context in texts_of(path, path.name)
    }
    with (folder / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        assert found == {message.id for message in read_po(file) if message.id}


def test_only_the_rooms_of_the_project_are_read(project):
    python(project, 'A = _("ours")')
    write(project / ".venv" / "lib" / "x.py", 'A = _("theirs")')
    write(project / "var" / "x.py", 'A = _("data")')
    assert texts(project) == {("ours", None)}


def test_the_rooms_are_the_installed_apps_the_wiring_and_the_templates(settings):
    names = {folder.name for folder in source_folders(settings.BASE_DIR)}
    rooms = {"config", "records", "talks", "sanctions", "aid", "timeline", "imports", "templates"}
    assert names == rooms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% blocktranslate %}{% if x %}{% endif %}{% endblocktranslate %}", "must not include"),
        ('{{ x|default:_("a|b") }}', "templates/page.html: "),
    ],
)
def test_a_template_that_cannot_be_read_is_named(project, text, words):
    template(project, text)
    with pytest.raises(CommandError, match=r"templates/page\.html") as refusal:
        messages()
    assert words in str(refusal.value)


# Writing


def test_gathering_again_changes_nothing(project):
    python(project, 'A = _("b %(x)s")\nB = ngettext("one {n}", "{n} of them", 2)\nC = _("a")')
    assert messages() == (
        "locale/fr/LC_MESSAGES/django.po: updated\nlocale/uk/LC_MESSAGES/django.po: updated\n"
    )
    before = po(project).read_bytes()
    assert "up to date" in messages()
    assert po(project).read_bytes() == before


def test_a_catalogue_holds_no_date_no_line_number_and_no_path_of_this_machine(project):
    python(project, '\n\nA = _("a %(x)s")\nB = ngettext("one {n}", "{n} of them", 2)')
    messages()
    assert po(project).read_text().partition("\n\n")[2] == dedent(
        """\
        #: config/words.py
        #, python-format
        msgid "a %(x)s"
        msgstr ""

        #: config/words.py
        #, python-brace-format
        msgid "one {n}"
        msgid_plural "{n} of them"
        msgstr[0] ""
        msgstr[1] ""
        msgstr[2] ""
        """
    )
    assert not {"Date", str(project), "Babel"} & set(po(project).read_text().split('"'))


def test_moving_a_text_within_its_file_changes_nothing(project):
    python(project, 'A = _("a")\nB = _("b")')
    messages()
    python(project, '\n\n\nB = _("b")\nA = _("a")')
    assert "updated" not in messages()


def test_plural_rules_are_those_of_django(project):
    python(project, 'A = ngettext("one", "many", 2)')
    messages()
    assert (
        "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000"
        in po(project).read_text()
    )
    ukrainian = po(project, "uk").read_text()
    assert "nplurals=4; plural=(n % 1 == 0 && n % 10 == 1" in ukrainian
    assert 'msgstr[3] ""' in ukrainian


def test_translations_are_kept_and_lost_texts_become_obsolete(project):
    python(project, 'A = _("kept")\nB = _("gone")\nC = _("never translated")')
    translate(project, {"kept": "gardé", "gone": "parti"})
    python(project, 'A = _("kept")')
    messages()
    written = po(project).read_text()
    assert 'msgid "kept"\nmsgstr "gardé"' in written
    assert '#~ msgid "gone"\n#~ msgstr "parti"' in written
    assert "never translated" not in written


def test_a_text_that_returns_takes_its_translation_up_again(project):
    python(project, 'A = pgettext("place", "gone")')
    translate(project, {"gone": "parti"})
    python(project, "")
    messages()
    python(project, 'A = pgettext("place", "gone")')
    messages()
    assert 'msgctxt "place"\nmsgid "gone"\nmsgstr "parti"' in po(project).read_text()
    assert "#~" not in po(project).read_text()


def test_a_new_plural_makes_the_translation_fuzzy(project):
    python(project, 'A = _("round")')
    translate(project, {"round": "cycle"})
    python(project, 'A = ngettext("round", "rounds", 2)')
    messages()
    assert '#, fuzzy\nmsgid "round"\nmsgid_plural "rounds"\nmsgstr[0] "cycle"' in (
        po(project).read_text()
    )


def test_a_new_plural_rule_makes_the_translation_fuzzy(project):
    python(project, 'A = ngettext("round", "rounds", 2)')
    old = '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"'
    text = 'msgid "round"\nmsgid_plural "rounds"\nmsgstr[0] "cycle"\nmsgstr[1] "cycles"'
    write(po(project), f'msgid ""\nmsgstr ""\n{old}\n\n{text}\n')
    messages()
    assert '#, fuzzy\nmsgid "round"' in po(project).read_text()


def test_a_fuzzy_translation_does_not_return_as_a_sure_one(project):
    python(project, 'A = _("a")')
    path = translate(project, {"a": "un"})
    path.write_text(path.read_text().replace("#: config", "#, fuzzy\n#: config"))
    python(project, "")
    messages()
    python(project, 'A = _("a")')
    messages()
    assert 'msgid "a"\nmsgstr ""' in po(project).read_text()


# Checking


def test_complete_catalogues_pass(project):
    python(project, 'A = _("a %(x)s")')
    translate(project, {"a %(x)s": "un %(x)s"})
    translate(project, {"a %(x)s": "один %(x)s"}, "uk")
    assert messages("--check") == "Every text is translated.\n"


def test_each_fault_is_listed_with_its_file(project):
    python(project, 'A = _("a %(x)s")\nB = pgettext("c", "b")\nC = _("{n}")')
    translate(project, {"a %(x)s": "un %(y)s", "{n}": "n"})
    translate(project, {"a %(x)s": "а %(x)s", "b": "б", "{n}": "{n}"}, "uk")
    name = "locale/fr/LC_MESSAGES/django.po"
    assert problems() == [
        f'{name}: "a %(x)s" lacks %(x)s',
        f'{name}: "a %(x)s" has %(y)s, unknown to the original',
        f'{name}: "b" (c) is not translated',
        f'{name}: "{{n}}" lacks {{n}}',
    ]


def test_a_fuzzy_translation_is_listed(project):
    python(project, 'A = _("a")')
    translate(project, {"a": "а"}, "uk")
    path = translate(project, {"a": "un"})
    path.write_text(
        path.read_text().replace("#: config/words.py\n", "#: config/words.py\n#, fuzzy\n")
    )
    name = "locale/fr/LC_MESSAGES/django.po"
    assert problems() == [f'{name}: "a" is fuzzy: read it again and take the mark away']


def test_every_plural_form_must_be_there_and_hold_the_number(project):
    """In French and Ukrainian the first form stands for more numbers than one."""
    python(project, 'A = ngettext("one round", "%(n)s rounds", 2)')
    translate(project, {"one round": ("un cycle", "%(n)s de cycles", "%(n)s cycles")})
    translate(project, {"one round": ("%(n)s раунд", "%(n)s раунди", "", "%(n)s")}, "uk")
    assert problems() == [
        'locale/fr/LC_MESSAGES/django.po: "one round" (form 0) lacks %(n)s',
        'locale/uk/LC_MESSAGES/django.po: "one round" (form 2) is not translated',
    ]


def test_a_form_for_one_number_alone_may_be_in_words(project, settings):
    settings.LANGUAGES = [("en", "English"), ("de", "German")]
    python(project, 'A = ngettext("one round", "%(n)s rounds", 2)')
    translate(project, {"one round": ("eine Runde", "%(n)s Runden")}, "de")
    assert messages("--check") == "Every text is translated.\n"


def test_a_catalogue_behind_the_sources_is_out_of_date(project):
    python(project, 'A = _("a")')
    translate(project, {"a": "un"})
    translate(project, {"a": "а"}, "uk")
    before = po(project).read_bytes()
    python(project, 'A = _("a")', name="moved.py")
    assert [line.partition(": ")[2] for line in problems()] == [
        "is out of date with the sources: run `manage.py messages`"
    ] * 2
    assert po(project).read_bytes() == before


def test_a_broken_catalogue_is_named(project):
    write(po(project), '<<<<<<< HEAD\nmsgid "a"\nmsgstr "un"\n')
    with pytest.raises(CommandError, match=r"locale/fr/LC_MESSAGES/django\.po"):
        messages("--check")


# Compiling


def test_django_reads_plain_and_contextual_texts(project):
    python(project, 'A = _("Talks")\nB = pgettext("month", "May")\nC = _("May")')
    translate(project, {"Talks": "Pourparlers", "May": "mai"})
    messages("--compile")
    with override("fr"):
        assert gettext("Talks") == "Pourparlers"
        assert pgettext("month", "May") == "mai"
        assert pgettext("verb", "May") == "May"


def test_django_reads_the_plurals_of_ukrainian(project):
    python(project, 'A = npgettext("talks", "%(n)s round", "%(n)s rounds", 2)')
    forms = ("%(n)s раунд", "%(n)s раунди", "%(n)s раундів", "%(n)s раунду")
    translate(project, {"%(n)s round": forms}, "uk")
    messages("--compile")
    with override("uk"):
        words = [npgettext("talks", "%(n)s round", "%(n)s rounds", n) for n in (1, 3, 5, 11, 21)]
    assert words == [forms[0], forms[1], forms[2], forms[2], forms[0]]


def test_django_reads_the_plurals_of_french(project):
    python(project, 'A = ngettext("%(n)s round", "%(n)s rounds", 2)')
    forms = ("%(n)s cycle", "%(n)s de cycles", "%(n)s cycles")
    translate(project, {"%(n)s round": forms})
    messages("--compile")
    with override("fr"):
        words = [ngettext("%(n)s round", "%(n)s rounds", n) for n in (0, 1, 2, 1_000_000)]
    assert words == [forms[0], forms[0], forms[2], forms[1]]


def test_django_renders_a_template_with_its_translation(project):
    source = (
        "{% blocktranslate trimmed count n=n %}\n  100% in {{ n }} round\n{% plural %}\n"
        "  100% in {{ n }} rounds\n{% endblocktranslate %}{% translate '5%' %}"
    )
    template(project, source)
    plural = ("100 %% en %(n)s cycle", "100 %% en %(n)s de cycles", "100 %% en %(n)s cycles")
    translate(project, {"100%% in %(n)s round": plural, "5%%": ", 5 %%"})
    messages("--compile")
    with override("fr"):
        assert Template(source).render(Context({"n": 2})) == "100 % en 2 cycles, 5 %"


def test_faulty_translations_are_left_out_so_that_no_page_fails(project):
    python(project, 'A = _("a %(x)s")\nB = ngettext("%(n)s day", "%(n)s days", 2)\nC = _("c")')
    translate(
        project, {"a %(x)s": "un %(y)s", "%(n)s day": ("%(n)s jour", "", "%(n)s jours"), "c": "ç"}
    )
    assert messages("--compile").splitlines()[0] == "locale/fr/LC_MESSAGES/django.mo: 1 texts"
    with override("fr"):
        assert [gettext("a %(x)s"), ngettext("%(n)s day", "%(n)s days", 1), gettext("c")] == [
            "a %(x)s",
            "%(n)s day",
            "ç",
        ]
