"""Pages kept for readers: the same until something is written, and never what was before."""

import threading
from contextlib import closing
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from pytest_django import Settings

from records.data_version import KEPT, data_version, forget_old_changes
from records.models import Change, Entry
from tests.factories import make_actor, make_entry
from timeline.filters import EntryFilter
from timeline.picture.marks import find
from timeline.views.exports import FORMS
from timeline.vocabulary import corrected

PAGES = ("/timeline/", "/", "/actors/", "/countries/TR/")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("records.keeping._away", {"until": 0.0})
    caches["pages"].clear()


def in_another_connection(write: object) -> None:
    """Run in a thread, which has a connection of its own, and close that."""

    def run() -> None:
        write()  # type: ignore[operator]
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def queries_of(client: Client, address: str, assert_number: object) -> str:
    with assert_number(1):  # type: ignore[operator]
        return client.get(address).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_made_once(
    client: Client, address: str, django_assert_num_queries: object
) -> None:
    make_entry("Miami", by=(make_actor("Fidan", country="TR"),))
    first = client.get(address).content.decode()
    assert queries_of(client, address, django_assert_num_queries) == first
    assert "Miami" in first or "Fidan" in first


@pytest.mark.parametrize("address", PAGES)
def test_a_write_elsewhere_is_on_the_next_page(client: Client, address: str) -> None:
    make_entry("Miami", by=(make_actor("Fidan", country="TR"),))
    client.get(address)
    in_another_connection(lambda: make_entry("Doha", by=(make_actor("Doha", country="TR"),)))
    assert "Doha" in client.get(address).content.decode()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE records_entry SET title = 'Moved'",
        "UPDATE records_actor SET name = 'Moved'",
        "DELETE FROM records_involvement",
        "UPDATE talks_round SET status = 'cancelled'",
        "INSERT INTO aid_exchangerate (currency, date, per_euro) VALUES ('USD', '2025-01-02', 1)",
        "TRUNCATE aid_exchangerate",
    ],
)
def test_whatever_writes_the_version_moves_on(sql: str) -> None:
    make_entry("Miami", by=(make_actor(),))
    before = data_version()
    with connection.cursor() as cursor:
        cursor.execute(sql)
    assert before != data_version() != ""


def test_what_is_written_later_than_the_version_was_read_is_not_missed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page made while another writer commits is kept under the older version alone."""
    make_entry("Miami")

    def read_then_another_writes() -> str:
        version = data_version()
        in_another_connection(lambda: make_entry("Doha"))
        return version

    with monkeypatch.context() as patch:
        patch.setattr("records.keeping.data_version", read_then_another_writes)
        client.get("/timeline/")
    Entry.objects.filter(title="Doha").update(title="Doha, corrected")
    assert "Doha, corrected" in client.get("/timeline/").content.decode()


def test_transactions_may_end_in_any_order() -> None:
    """The one that began first ends last: each end is another version."""
    seen, began, may_end = [data_version()], threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            make_entry("Slow")
            began.set()
            may_end.wait(10)

    thread = threading.Thread(target=lambda: in_another_connection(slow))
    thread.start()
    began.wait(10)
    make_entry("Quick")
    seen.append(data_version())
    may_end.set()
    thread.join()
    seen.append(data_version())
    assert len(set(seen)) == 3


def test_one_transaction_leaves_one_row_and_a_failed_one_none() -> None:
    before, rows = data_version(), Change.objects.count()
    with transaction.atomic():
        make_entry("Miami", by=(make_actor(), make_actor()))
    assert Change.objects.count() == rows + 1
    after = data_version()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_entry("Never")
        raise ZeroDivisionError
    assert data_version() == after != before


def test_a_savepoint_rolled_back_does_not_hide_what_comes_after() -> None:
    before = data_version()
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            make_entry("Never")
            raise ZeroDivisionError
        make_entry("Miami")
    assert data_version() != before


def test_old_changes_are_forgotten_and_the_version_stays_another() -> None:
    versions = set()
    for n in range(KEPT + 5):
        make_actor(slug=f"a{n}")
        versions.add(data_version())
    assert forget_old_changes() >= 5
    assert Change.objects.count() == KEPT
    assert data_version() not in versions


def test_browsers_are_told_when_theirs_is_still_the_same(client: Client) -> None:
    make_entry("Miami")
    etag = client.get("/timeline/")["ETag"]
    again = client.get("/timeline/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    make_entry("Doha")
    assert client.get("/timeline/", headers={"If-None-Match": etag}).status_code == 200


def test_an_address_that_does_not_exist_is_never_still_the_same(client: Client) -> None:
    missing = client.get("/actors/nobody-here/", headers={"If-None-Match": "*"})
    assert missing.status_code == 404


def test_a_repeated_empty_value_is_an_answer_of_its_own(client: Client) -> None:
    older, newer = make_entry("Older", on="2025-01-05"), make_entry("Newer", on="2025-06-01")
    place = f"/timeline/?before=2025-06-01_{newer.pk}"
    client.get(f"{place}&before=")
    page = client.get(place).content.decode()
    rows = page.split('id="results"')[1].split("entry-row")[1:]
    assert len(rows) == 1
    assert f">{older.title}<" in rows[0]


def test_language_fragment_and_query_are_answers_of_their_own(client: Client) -> None:
    make_entry("Miami")
    headers = {"HX-Request": "true", "HX-Target": "results"}
    answers = [
        client.get("/timeline/"),
        client.get("/fr/timeline/"),
        client.get("/timeline/?kind=round"),
        client.get("/timeline/", headers=headers),
        client.get("/timeline/", headers={**headers, "HX-Target": "complement"}),
        client.get("/timeline/", headers={"Host": "127.0.0.1"}),
    ]
    assert len({answer["ETag"] for answer in answers}) == len(answers)
    kept = client.get("/timeline/?country=&kind=round&q=")
    assert kept["ETag"] == answers[2]["ETag"]
    again = client.get("/timeline/", headers=headers)
    assert (again.content, again["HX-Push-Url"]) == (answers[3].content, "/timeline/")


def test_nothing_is_kept_for_who_is_signed_in(client: Client) -> None:
    make_entry("Miami")
    client.force_login(User.objects.create_user("anna", password="x"))
    answer = client.get("/timeline/")
    assert "ETag" not in answer
    assert answer.status_code == 200


def test_without_redis_pages_are_made_each_time(client: Client, settings: Settings) -> None:
    settings.CACHES = {
        **settings.CACHES,
        "pages": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        },
    }
    make_entry("Miami")
    assert [client.get("/timeline/").status_code for _n in range(2)] == [200, 200]
    assert "Miami" in client.get("/timeline/").content.decode()


def test_a_page_not_found_is_not_kept(client: Client) -> None:
    make_entry("Miami")
    assert client.get("/actors/nobody/").status_code == 404
    assert "ETag" not in client.get("/actors/nobody/")


def test_a_name_of_what_was_withdrawn_is_not_offered() -> None:
    made = make_entry("Miami", by=(make_actor("Umerov"),))
    assert corrected("umrov") == "Umerov"
    in_another_connection(lambda: Entry.objects.filter(pk=made.pk).update(state="draft"))
    assert corrected("umrov") is None


def test_a_write_elsewhere_is_in_the_next_picture() -> None:
    make_entry("Miami")
    asked = EntryFilter.parse(QueryDict(), [])
    assert find(asked, date(2026, 1, 1)).counts == {"round": 1}
    in_another_connection(lambda: make_entry("Doha"))
    assert find(asked, date(2026, 1, 1)).counts == {"round": 2}


def test_the_columns_of_a_picture_are_counted_once(django_assert_num_queries: object) -> None:
    make_entry("Miami")
    asked = EntryFilter.parse(QueryDict(), [])
    first = find(asked, date(2026, 1, 1))
    with django_assert_num_queries(2) as queries:  # type: ignore[operator]
        assert find(asked, date(2026, 1, 1)) == first
    assert not any("GROUP BY" in query["sql"] for query in queries)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_a_reader_has_is_not_made_again(
    client: Client, form: str, django_assert_num_queries: object
) -> None:
    make_entry("Miami")
    with closing(client.get(f"/timeline.{form}?kind=round")) as first:
        had = first["ETag"]
    known = {"If-None-Match": had}
    with django_assert_num_queries(1):  # type: ignore[operator]
        again = client.get(f"/timeline.{form}?kind=round", headers=known)
    assert (again.status_code, again["ETag"]) == (304, had)
    for address in (f"/fr/timeline.{form}?kind=round", f"/timeline.{form}?kind=relief"):
        with closing(client.get(address, headers=known)) as other:
            assert other.status_code == 200
    in_another_connection(lambda: make_entry("Doha"))
    with closing(client.get(f"/timeline.{form}?kind=round", headers=known)) as changed:
        assert changed.status_code == 200


def test_a_query_that_is_refused_is_no_file_to_have(client: Client) -> None:
    make_entry("Miami")
    assert "ETag" not in client.get("/timeline.csv?country=ZZ")
