"""Few files of a whole query are made at once; the others are asked to come again."""

from collections.abc import Iterator
from threading import BoundedSemaphore

import pytest
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from records import turns
from tests.factories import make_entry

FORMS = ("csv", "json", "jsonl", "jsonld", "ics", "xlsx")


@pytest.fixture(autouse=True)
def one_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_free", BoundedSemaphore(1))


def parts() -> Iterator[str]:
    yield "a"
    yield "b"


@turns.in_turn
def streamed(_request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(parts())


@turns.in_turn
def missing(_request: HttpRequest) -> HttpResponse:
    raise Http404


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/")


def test_a_file_has_its_turn_until_it_is_read(request_: HttpRequest) -> None:
    first = streamed(request_)
    assert streamed(request_).status_code == 503
    assert first.getvalue() == b"ab"
    assert streamed(request_).status_code == 200


def test_a_file_that_nobody_reads_on_gives_its_turn_back(request_: HttpRequest) -> None:
    for read in (0, 1):
        answer = streamed(request_)
        answer_parts = iter(answer)
        for _n in range(read):
            next(answer_parts)
        answer.close()
    assert streamed(request_).status_code == 200


def test_an_error_gives_the_turn_back(request_: HttpRequest) -> None:
    for _n in range(2):
        with pytest.raises(Http404):
            missing(request_)


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_beyond_the_limit_a_file_is_put_off(client: Client, form: str) -> None:
    make_entry("Talks")
    turns._free.acquire()
    answer = client.get(f"/timeline.{form}")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "try again in a minute" in answer.content.decode()
    turns._free.release()
    for _n in range(2):
        assert b"".join(client.get(f"/timeline.{form}")) != b""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("/timeline/", 200), ("/timeline.atom", 200), ("/timeline.csv?country=ZZ", 400)],
)
def test_what_is_small_needs_no_turn(client: Client, address: str, status: int) -> None:
    turns._free.acquire()
    assert client.get(address).status_code == status
