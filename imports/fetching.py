"""The only door to the outside: one address is fetched, within limits of size and time.

What is asked is a public http or https address and nothing else (`imports.guarding`); each redirect
is checked like the first address. An answer is counted while it comes in and while it is unpacked.
"""

import ssl
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin

import httpcore
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from imports.guarding import Deadline, GuardedBackend, Target, target_of, tls_context
from imports.problems import FetchProblem
from imports.texts import clean

MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
PERMANENT = {301, 308}
LONGEST_TAG = 300  # a longer ETag is not kept
PLAIN, PACKED = {"", "identity"}, {"gzip", "x-gzip"}
GZIP = 31  # zlib's window bits for it
PIECE = 1 << 16


@dataclass(frozen=True)
class Redirect:
    status: int
    address: str  # where it leads

    @property
    def is_permanent(self) -> bool:
        return self.status in PERMANENT


@dataclass(frozen=True)
class Answer:
    """What came of a fetch. There is a body only where the status is a success."""

    address: str
    status: int
    body: bytes = b""
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    retry_after: str = ""
    redirects: tuple[Redirect, ...] = ()

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300

    @property
    def phrase(self) -> str:
        """What the status means, in the words of the standard."""
        try:
            return HTTPStatus(self.status).phrase
        except ValueError:
            return "?"

    @property
    def moved_to(self) -> str:
        """Where the address has moved for good; empty where it has not."""
        moved = ""
        for one in self.redirects:
            if not one.is_permanent:
                break
            moved = one.address
        return moved


def fetch(
    address: str,
    *,
    etag: str = "",
    modified: str = "",
    limit: int,
    seconds: float,
    accept: str = "*/*",
) -> Answer:
    """Ask for an address; at most `limit` bytes, and in `seconds` altogether. Raises FetchProblem.

    With `etag` and `modified` as an earlier answer gave them, 304 says that nothing changed.
    """
    deadline = Deadline(seconds)
    headers = {"User-Agent": settings.FETCH_USER_AGENT, "Accept": accept}
    headers |= {"Accept-Encoding": "gzip", "Connection": "close"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    target = target_of(address)
    redirects: list[Redirect] = []
    seen = {target.address}
    while True:
        found = _ask(target, headers, limit, deadline)
        if isinstance(found, Answer):
            return Answer(**{**vars(found), "redirects": tuple(redirects)})
        target = target_of(found.address)
        if target.address in seen:
            raise FetchProblem("fetch_loop", address=target.address)
        if len(redirects) == MOST_REDIRECTS:
            raise FetchProblem("fetch_redirects", limit=MOST_REDIRECTS)
        seen.add(target.address)
        redirects.append(Redirect(found.status, target.address))


def _ask(
    target: Target, headers: dict[str, str], limit: int, deadline: Deadline
) -> Answer | Redirect:
    """One request, and what came back. Raises FetchProblem."""
    url = httpcore.URL(
        scheme=target.scheme.encode(),
        host=target.host.encode(),
        port=target.port,
        target=target.path.encode(),
    )
    sent = [(name, value.encode("latin-1", "ignore")) for name, value in headers.items()]
    backend = GuardedBackend(deadline)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=tls_context(), network_backend=backend) as pool,
            pool.stream("GET", url, headers=[("Host", target.netloc), *sent]) as response,
        ):
            return _understood(target, response, limit)
    except httpcore.TimeoutException:
        raise deadline.problem() from None
    except httpcore.NetworkError as error:
        raise _no_connection(target, error) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, zlib.error) as error:
        raise FetchProblem("fetch_broken", host=target.host, reason=error) from error


def _understood(target: Target, response: httpcore.Response, limit: int) -> Answer | Redirect:
    said = {name.lower().decode("latin-1"): value for name, value in response.headers}
    told = {name: clean(value.decode("latin-1")) for name, value in said.items()}
    if response.status in REDIRECTS:
        if not said.get("location"):
            raise FetchProblem("fetch_nowhere", status=response.status)
        location = said["location"].decode("utf-8", "replace")
        return Redirect(response.status, _joined(target.address, location))
    tag = told.get("etag", "")
    return Answer(
        address=target.address,
        status=response.status,
        body=_body(response, told, limit) if 200 <= response.status < 300 else b"",
        content_type=told.get("content-type", "")[:LONGEST_TAG],
        etag=tag if len(tag) <= LONGEST_TAG else "",
        modified=told.get("last-modified", "")[:LONGEST_TAG],
        retry_after=told.get("retry-after", "")[:LONGEST_TAG],
    )


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        raise FetchProblem("fetch_bad_address", address=location) from None


def _body(response: httpcore.Response, told: dict[str, str], limit: int) -> bytes:
    length = told.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise _too_large(limit)
    packing = told.get("content-encoding", "").strip().lower()
    pieces = _within(response.iter_stream(), limit)
    if packing in PACKED:
        pieces = _within(_unpacked(pieces), limit)
    elif packing not in PLAIN:
        raise FetchProblem("fetch_packing", packing=packing)
    return b"".join(pieces)


def _within(pieces: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """The same pieces, as long as they stay within the limit. Raises FetchProblem."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise _too_large(limit)
        yield piece


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Unpacks a little at a time, so that a small body that swells is noticed while it does."""
    unpacker = zlib.decompressobj(GZIP)
    for piece in pieces:
        waiting = piece
        while waiting:
            yield unpacker.decompress(waiting, PIECE)
            waiting = unpacker.unconsumed_tail or unpacker.unused_data
            if unpacker.eof and waiting:
                unpacker = zlib.decompressobj(GZIP)
    yield unpacker.flush()
    if not unpacker.eof:
        raise zlib.error("the packed answer breaks off")


def _too_large(limit: int) -> FetchProblem:
    return FetchProblem("fetch_too_large", limit=filesizeformat(limit))


def _no_connection(target: Target, error: Exception) -> FetchProblem:
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchProblem("fetch_certificate", host=target.host, reason=cause.verify_message)
        cause = cause.__context__  # httpcore takes the cause away
    return FetchProblem("fetch_no_connection", host=target.host, reason=error)
