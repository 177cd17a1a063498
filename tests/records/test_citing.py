import json
from datetime import date

import bibtexparser
import pytest
import rispy
from django.test import Client
from django.utils.translation import override
from icalendar import Calendar

from records.citing import Reference, bibtex, csl_json, ris
from records.public import current_version
from tests.talks.factories import entry

HOSTILE = "50% of {A} & B_1 #2 $3 ~ ^ \\ Рустем محمد é\nER  - second line"


def reference(title: str = "Miami talks", **given: object) -> Reference:
    values = {
        "key": "parley-5-v3",
        "title": title,
        "language": "en",
        "address": "https://parley.example/timeline/?q=a%20b&country=UA",
        "on": date(2025, 12, 12),
        "version": "version 3",
        "sha256": "ab" * 32,
    }
    return Reference(**{**values, **given})  # type: ignore[arg-type]


def test_plain_words_hold_all_that_is_needed_to_find_it_again() -> None:
    assert reference().plain == (
        "“Miami talks”. Parley, version 3, 12 December 2025. "
        f"https://parley.example/timeline/?q=a%20b&country=UA SHA-256: {'ab' * 32}"
    )


@pytest.mark.parametrize(
    ("language", "title", "begins"),
    [
        ("en", "He calls it “good”", "“He calls it ‘good’”."),
        ("fr", "Il la dit « bonne »", "«\N{NO-BREAK SPACE}Il la dit “bonne”\N{NO-BREAK SPACE}»."),
        ("uk", "Він каже: «добра»", "«Він каже: „добра“»."),
    ],
)
def test_a_quotation_in_a_title_has_the_inner_marks(language: str, title: str, begins: str) -> None:
    with override(language):
        assert reference(title).plain.startswith(begins)


def test_bibtex_is_read_back() -> None:
    library = bibtexparser.parse_string(bibtex(reference()))
    assert library.failed_blocks == []
    [read] = library.entries
    fields = {name: field.value for name, field in read.fields_dict.items()}
    assert (read.key, read.entry_type) == ("parley-5-v3", "misc")
    assert (fields["title"], fields["year"]) == ("{Miami talks}", "2025")
    assert fields["url"] == "https://parley.example/timeline/?q=a%20b&country=UA"
    assert "ab" * 32 in fields["note"]


def test_bibtex_keeps_letters_and_escapes_what_tex_takes_for_commands() -> None:
    library = bibtexparser.parse_string(bibtex(reference(HOSTILE)))
    assert library.failed_blocks == []
    title = library.entries[0].fields_dict["title"].value
    assert title == (
        r"{50\% of \{A\} \& B\_1 \#2 \$3 \textasciitilde{} \textasciicircum{} \textbackslash{} "
        "Рустем محمد é ER - second line}"
    )


def test_ris_is_read_back_and_a_title_cannot_end_it() -> None:
    [read] = rispy.loads(ris(reference(HOSTILE)))
    assert read["title"] == HOSTILE.replace("\n", " ").replace("  ", " ")
    assert (read["type_of_reference"], read["urls"]) == ("ELEC", [reference().address])
    assert (read["date"], read["language"]) == ("2025/12/12", "en")


def test_csl_json_says_the_same() -> None:
    [read] = json.loads(csl_json(reference("Переговори")))
    assert (read["type"], read["title"]) == ("webpage", "Переговори")
    assert read["issued"] == {"date-parts": [[2025, 12, 12]]}
    assert read["author"] == [{"literal": "Parley"}]


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize(
        ("what", "content_type"),
        [
            ("cite.bib", "application/x-bibtex; charset=utf-8"),
            ("cite.ris", "application/x-research-info-systems; charset=utf-8"),
            ("cite.csl.json", "application/vnd.citationstyles.csl+json"),
        ],
    )
    def test_a_citation_is_a_file_of_its_type(
        self, client: Client, what: str, content_type: str
    ) -> None:
        made = entry("round", title="Miami talks")
        response = client.get(f"/entries/{made.pk}/{what}")
        assert (response.status_code, response["Content-Type"]) == (200, content_type)
        name = f"parley-{made.pk}-v1.{what.partition('.')[2]}"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert f"http://testserver/entries/{made.pk}/versions/1/" in response.content.decode()

    def test_a_citation_is_pinned_to_the_version_that_was_read(self, client: Client) -> None:
        made = entry("round", title="Before")
        current_version(made)
        made.title = "After"
        made.save()
        text = client.get(f"/entries/{made.pk}/cite.ris?version=1").content.decode()
        assert "TI  - Before" in text
        assert "After" not in text

    def test_the_page_cites_its_version_and_links_the_files(self, client: Client) -> None:
        made = entry("round", title="Miami talks")
        page = client.get(made.get_absolute_url()).content.decode()
        assert "“Miami talks”. Parley, version 1, " in page
        assert f'href="/entries/{made.pk}/cite.bib?version=1"' in page

    def test_a_preview_is_not_to_be_cited(self, admin_client: Client) -> None:
        made = entry("round", state="draft")
        page = admin_client.get(made.get_absolute_url()).content.decode()
        assert 'id="cite"' not in page

    def test_a_title_without_a_translation_is_cited_in_its_own_language(
        self, client: Client
    ) -> None:
        made = entry("round", title="Miami talks")
        with override("en"):  # puts the language of other tests back
            text = client.get(f"/fr/entries/{made.pk}/cite.ris").content.decode()
        assert "LA  - en" in text

    def test_json_says_what_the_page_says_and_which_version_it_is(self, client: Client) -> None:
        made, other = entry("round", title="Miami"), entry("relief", title="128B")
        other.links_out.create(to_entry=made, kind="reported_with", note="the same day")
        data = client.get(f"/entries/{made.pk}.json").json()
        assert (data["schema"], data["kind"], data["title"]) == ("parley-entry-1", "round", "Miami")
        assert data["version"]["json"].endswith(f"/entries/{made.pk}/versions/1.json")
        [link] = data["links"]
        assert (link["how"], link["direction"]) == ("reported_with", "in")
        assert (link["entry"]["title"], link["linked_because"]) == ("128B", "the same day")

    def test_a_round_is_an_event_of_whole_days(self, client: Client) -> None:
        made = entry("round", on="2025-12-04/2025-12-06", title="Talks; first, day")
        response = client.get(f"/entries/{made.pk}.ics")
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        [event] = Calendar.from_ical(response.content).walk("VEVENT")
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2025, 12, 4), date(2025, 12, 7))
        assert event["SUMMARY"] == "Talks; first, day"

    def test_relief_adds_its_expiry_at_its_instant(self, client: Client) -> None:
        made = entry(
            "relief", expires_at="2026-04-29T00:01:00-04:00", expires_zone="America/New_York"
        )
        events = Calendar.from_ical(client.get(f"/entries/{made.pk}.ics").content).walk("VEVENT")
        assert [event["DTSTART"].dt.isoformat() for event in events] == [
            "2025-12-04",
            "2026-04-29T04:01:00+00:00",
        ]

    @pytest.mark.parametrize("on", ["2025-12", "2025", "2025-12-04~"])
    def test_what_is_not_known_to_the_day_is_in_no_calendar(self, client: Client, on: str) -> None:
        made = entry("round", on=on)
        assert client.get(f"/entries/{made.pk}.ics").status_code == 404
        assert ".ics" not in client.get(made.get_absolute_url()).content.decode()
