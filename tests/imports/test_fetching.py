"""Fetching from real servers on this machine: what is asked, what is refused, and where it ends."""

import gzip
import ipaddress
import socket
import ssl
import threading
import time

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from imports.fetching import MOST_REDIRECTS, Answer, Redirect, fetch
from imports.guarding import is_public, target_of
from imports.problems import FetchProblem
from tests.imports.sites import Handler, Site, serving

LIMIT = 100_000


@pytest.fixture
def site():
    with serving() as opened:
        yield opened


@pytest.fixture(autouse=True)
def by_name(settings):
    """The test's site may be asked by its name; its address alone is nobody's business."""
    settings.FETCH_ALLOWED = ["localhost"]


def get(address: str, **options: object) -> Answer:
    return fetch(address, **{"limit": LIMIT, "seconds": 10, **options})


def refusal(address: str, **options: object) -> str:
    with pytest.raises(FetchProblem) as caught:
        get(address, **options)
    assert "%(" not in str(caught.value)
    return caught.value.problem.code


def names(monkeypatch, *answers: str) -> list[str]:
    """Let each lookup of a name give the next of these addresses; returns the names asked."""
    asked: list[str] = []
    waiting = list(answers)
    real = socket.getaddrinfo

    def getaddrinfo(host, port, *rest, **options):
        if host.replace(".", "").isdecimal():
            return real(host, port, *rest, **options)
        asked.append(host)
        address = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return [real(one, port, *rest, **options)[0] for one in address.split()]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_an_answer_comes_with_what_a_later_question_needs(site):
    address = site.answer("/feed", body=b"hello", etag='"7"', last_modified="Thu", retry_after="9")
    found = get(address, etag='"6"', modified="Wed")
    assert found == Answer(
        address=address, status=200, body=b"hello", etag='"7"', modified="Thu", retry_after="9"
    )
    [(_path, asked)] = site.asked
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"6"', "Wed")
    assert asked["host"] == f"localhost:{site.port}"
    assert asked["user-agent"] == "Parley (+http://localhost/)"


def test_nothing_is_said_of_conditions_without_any(site):
    get(site.answer("/feed"))
    assert not {"if-none-match", "if-modified-since", "cookie"} & site.asked[0][1].keys()


@pytest.mark.parametrize("status", [304, 404, 410, 429, 500, 503])
def test_other_answers_are_told_without_their_body(site, status):
    found = get(site.answer("/feed", status, b"" if status == 304 else b"page"))
    assert (found.status, found.body) == (status, b"")


def test_redirects_are_followed_and_told(site):
    site.answer("/new", body=b"moved")
    site.redirect("/old", "/older?a=1", 301)
    site.redirect("/older", "/temporary", 308)
    site.redirect("/temporary", "/new", 307)
    found = get(site.address("/old"))
    assert (found.body, found.address) == (b"moved", site.address("/new"))
    assert found.redirects[0] == Redirect(301, site.address("/older?a=1"))
    assert found.moved_to == site.address("/temporary")  # the last hop is not for good


def test_an_address_that_moved_for_a_while_stays(site):
    site.answer("/new")
    site.redirect("/old", "/soon", 302)
    site.redirect("/soon", "/new", 301)
    assert get(site.address("/old")).moved_to == ""


def test_a_loop_of_redirects_is_refused(site):
    site.redirect("/a", "/b")
    site.redirect("/b", "/a#again")
    assert refusal(site.address("/a")) == "fetch_loop"
    assert site.paths() == ["/a", "/b"]


def test_redirects_without_end_are_refused(site):
    for number in range(20):
        site.redirect(f"/{number}", f"/{number + 1}")
    assert refusal(site.address("/0")) == "fetch_redirects"
    assert len(site.asked) == MOST_REDIRECTS + 1


def test_a_redirect_to_nowhere_is_refused(site):
    assert refusal(site.answer("/a", 302)) == "fetch_nowhere"


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("http://127.0.0.1:{port}/secret", "fetch_private"),
        ("http://169.254.169.254/latest/meta-data/", "fetch_private"),
        ("http://[::1]:{port}/secret", "fetch_private"),
        ("http://[::ffff:127.0.0.1]:{port}/secret", "fetch_private"),
        ("http://2130706433:{port}/secret", "fetch_private"),
        ("http://0x7f.1:{port}/secret", "fetch_private"),
        ("http://0:{port}/secret", "fetch_private"),
        ("http://user:pass@localhost:{port}/secret", "fetch_credentials"),
        ("http://localhost:22/", "fetch_port"),
        ("file:///etc/passwd", "fetch_scheme"),
        ("ftp://localhost/", "fetch_scheme"),
        ("//127.0.0.1:{port}/secret", "fetch_private"),
        ("http://[half", "fetch_bad_address"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(site, to, code):
    site.answer("/secret", body=b"secret")
    site.redirect("/a", to.format(port=site.port))
    assert refusal(site.address("/a")) == code
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(
    "address",
    [
        *("", "news.example/feed", "http://", "http:///feed", "https://exa mple/", "http://a\nb/"),
        *("http://a..b/", "http://[::1/", "http://host:99999/", "http://host:0x50/", "http://*/"),
        *("http://evil\\@localhost/", "http://localhost%2eevil/", f"http://a/{'b' * 2000}"),
    ],
)
def test_what_is_no_web_address_is_refused(address):
    assert refusal(address) == "fetch_bad_address"


@pytest.mark.parametrize(
    "address",
    [
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
        *("100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1"),
        *(
            "::ffff:8.8.8.8",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "100::1",
        ),
    ],
)
def test_an_address_behind_the_internet_is_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.1.1", "2606:4700::1", "2a00:1450::200e"])
def test_an_address_of_the_internet_is_public(address):
    assert is_public(ipaddress.ip_address(address))


def test_nothing_private_is_asked_without_the_setting(site, settings):
    settings.FETCH_ALLOWED = []
    assert refusal(site.answer("/a")) == "fetch_private"
    assert site.asked == []


@pytest.mark.parametrize("allowed", ["127.0.0.0/8", "127.0.0.1", "LOCALHOST", "127.0.0.1/8"])
def test_the_setting_lists_names_addresses_and_networks(site, settings, monkeypatch, allowed):
    names(monkeypatch, "127.0.0.1")
    settings.FETCH_ALLOWED = ["10.0.0.0/8", allowed]
    assert get(site.answer("/a", body=b"inside")).body == b"inside"


def test_a_name_that_changes_its_address_gains_nothing(site, settings, monkeypatch):
    settings.FETCH_ALLOWED = ["127.0.0.1"]
    asked = names(monkeypatch, "127.0.0.1", "127.0.0.2")
    site.name = "changing.example"
    with serving("127.0.0.2", site.port) as private:
        private.answer("/a", body=b"secret")
        assert get(site.answer("/a", body=b"checked")).body == b"checked"
        assert (asked, private.asked) == (["changing.example"], [])


def test_a_name_that_changes_its_address_between_redirects_is_checked_again(
    site, settings, monkeypatch
):
    settings.FETCH_ALLOWED = ["127.0.0.1"]
    asked = names(monkeypatch, "127.0.0.1", "127.0.0.2")
    site.name = "changing.example"
    with serving("127.0.0.2", site.port) as private:
        private.answer("/b", body=b"secret")
        assert refusal(site.redirect("/a", "/b")) == "fetch_private"
        assert (len(asked), private.asked) == (2, [])


def test_a_name_with_a_private_address_among_others_is_refused(site, settings, monkeypatch):
    settings.FETCH_ALLOWED = ["127.0.0.1"]
    names(monkeypatch, "127.0.0.1 10.0.0.1")
    assert refusal(site.answer("/a")) == "fetch_private"
    assert site.asked == []


def test_the_next_address_of_a_name_is_tried(site, settings, monkeypatch):
    settings.FETCH_ALLOWED = ["127.0.0.0/8"]
    names(monkeypatch, "127.0.0.3 127.0.0.1")
    assert get(site.answer("/a", body=b"second")).body == b"second"


def test_an_unknown_name_is_said():
    assert refusal("http://nowhere.invalid/") == "fetch_unknown_name"


def test_a_server_that_is_down_is_said():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert refusal(f"http://localhost:{port}/") == "fetch_no_connection"


def endless(handler: Handler) -> None:
    handler.say(200, b"", {"Transfer-Encoding": "chunked"})
    while True:
        handler.wfile.write(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")


def test_a_body_without_end_is_cut_off(site):
    site.pages["/a"] = endless
    assert refusal(site.address("/a")) == "fetch_too_large"


def test_a_body_that_says_that_it_is_too_large_is_not_read(site):
    assert refusal(site.answer("/a", body=b"x", content_length=str(10**12))) == "fetch_too_large"


def test_the_limit_itself_is_taken(site):
    assert len(get(site.answer("/a", body=b"x" * LIMIT)).body) == LIMIT
    assert refusal(site.answer("/b", body=b"x" * (LIMIT + 1))) == "fetch_too_large"


@pytest.mark.parametrize("parts", [["body"], ["header"], ["TLS"]])
def test_dripping_ends_at_the_deadline(site, parts):
    """Each byte comes in time; all together they would never end."""
    started = time.monotonic()
    with dripping(b"HTTP/1.1 200 OK\r\nX: " if parts == ["header"] else HEAD) as port:
        scheme = "https" if parts == ["TLS"] else "http"
        assert refusal(f"{scheme}://localhost:{port}/", seconds=1) in SLOW[parts[0]]
    assert time.monotonic() - started < 3


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n"
SLOW = {
    "body": {"fetch_too_slow"},
    "header": {"fetch_too_slow"},
    "TLS": {"fetch_too_slow", "fetch_no_connection"},  # what comes first is no TLS
}


class dripping:  # noqa: N801 - reads as a verb
    """A server that sends `head` at once and then a byte every tenth of a second."""

    def __init__(self, head: bytes) -> None:
        self.head = head

    def __enter__(self) -> int:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        return int(self.listening.getsockname()[1])

    def run(self) -> None:
        connection, _address = self.listening.accept()
        with connection:
            try:
                connection.sendall(self.head)
                while not self.over.wait(0.1):
                    connection.sendall(b"x")
            except OSError:
                pass

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        self.thread.join()
        self.listening.close()


def test_silence_ends_at_the_deadline(site):
    site.pages["/a"] = lambda _handler: time.sleep(3)
    started = time.monotonic()
    assert refusal(site.address("/a"), seconds=0.5) == "fetch_too_slow"
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("members", [1, 3])
def test_packed_answers_are_unpacked(site, members):
    packed = b"".join(gzip.compress(f"part {number} ".encode()) for number in range(members))
    found = get(site.answer("/a", body=packed, content_encoding="gzip"))
    assert found.body == b"".join(f"part {number} ".encode() for number in range(members))


def test_a_small_body_that_unpacks_to_a_large_one_is_cut_off(site):
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < LIMIT
    assert refusal(site.answer("/a", body=bomb, content_encoding="gzip")) == "fetch_too_large"


@pytest.mark.parametrize(
    ("body", "packing", "code"),
    [
        (gzip.compress(b"x" * 1000, mtime=0)[:-9], "gzip", "fetch_broken"),
        (b"no gzip at all", "gzip", "fetch_broken"),
        (b"?", "br", "fetch_packing"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_said(site, body, packing, code):
    assert refusal(site.answer("/a", body=body, content_encoding=packing)) == code


def test_a_body_that_breaks_off_is_no_answer(site):
    assert refusal(site.answer("/a", body=b"half", content_length="8", connection="close")) == (
        "fetch_broken"
    )


def test_what_speaks_no_http_is_said():
    with dripping(b"220 mail.example ESMTP\r\n\r\n") as port:
        assert refusal(f"http://localhost:{port}/") == "fetch_broken"


@pytest.fixture
def secure(tmp_path, monkeypatch):
    """A site with a certificate for feeds.example, of an authority that this machine trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("feeds.example").configure_cert(context)
    with serving(context=context) as opened:
        yield opened


def test_tls_proves_the_name_and_not_the_address(secure: Site, settings, monkeypatch):
    settings.FETCH_ALLOWED = ["127.0.0.1"]
    names(monkeypatch, "127.0.0.1")
    secure.name = "feeds.example"
    assert get(secure.answer("/a", body=b"proved")).body == b"proved"
    secure.name = "other.example"
    assert refusal(secure.address("/a")) == "fetch_certificate"
    assert secure.paths() == ["/a"]


def test_an_unknown_authority_is_refused(secure: Site, settings, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    settings.FETCH_ALLOWED = ["127.0.0.1"]
    names(monkeypatch, "127.0.0.1")
    secure.name = "feeds.example"
    assert refusal(secure.answer("/a")) == "fetch_certificate"


def test_addresses_in_other_scripts_are_asked_as_the_network_writes_them():
    target = target_of("https://Новини.example/стрічка?мова=uk#top")
    assert target.address == (
        "https://xn--b1amarcd.example/%D1%81%D1%82%D1%80%D1%96%D1%87%D0%BA%D0%B0"
        "?%D0%BC%D0%BE%D0%B2%D0%B0=uk"
    )


@given(st.text() | st.text().map("http://{}".format) | st.text().map("https://a/{}".format))
def test_no_text_makes_an_address_raise_anything_but_its_problem(text):
    try:
        target = target_of(text)
    except FetchProblem:
        return
    assert target.address.isascii()
    assert target_of(target.address) == target
