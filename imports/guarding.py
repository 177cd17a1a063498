"""Which addresses may be asked, and connections that go to no other.

A name is looked up once for each connection. All of its addresses are checked, and the connection
is made to one of those that were checked: a name that changes its address in between gains nothing.
TLS still proves the name. Every read and write ends with the time that the whole fetch was given.
"""

import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import certifi
import httpcore
from django.conf import settings

from imports.problems import FetchProblem
from imports.texts import MAX_ADDRESS

PORTS = {"http": 80, "https": 443}
FIRST_FREE_PORT = 1024  # those below belong to other services
UNREADABLE = re.compile(r"[\x00-\x20\x7f\\]")
NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")
GLOBAL_IPV6 = ipaddress.ip_network("2000::/3")
TUNNELS = [ipaddress.ip_network(one) for one in ("2002::/16", "2001::/32")]  # to IPv4 inside
AS_IN_ADDRESSES = "/%:=&?~+!$,;'@()*[]"

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Target:
    """A web address in its parts; `path` carries the query."""

    scheme: str
    host: str  # in ASCII, an IPv6 address without brackets
    port: int
    path: str

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}"


def target_of(address: str) -> Target:
    """The parts of an address that may be asked, as far as it says itself. Raises FetchProblem."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        has_credentials = parts.username is not None
    except ValueError:
        raise FetchProblem("fetch_bad_address", address=address) from None
    if parts.scheme and parts.scheme not in PORTS:
        raise FetchProblem("fetch_scheme", scheme=parts.scheme)
    if UNREADABLE.search(address) or len(address) > MAX_ADDRESS or not (parts.scheme and host):
        raise FetchProblem("fetch_bad_address", address=address)
    if has_credentials:
        raise FetchProblem("fetch_credentials")
    port = PORTS[parts.scheme] if port is None else port
    if port < FIRST_FREE_PORT and port not in PORTS.values():
        raise FetchProblem("fetch_port", port=port)
    path = quote(parts.path or "/", safe=AS_IN_ADDRESSES)
    query = f"?{quote(parts.query, safe=AS_IN_ADDRESSES)}" if parts.query else ""
    return Target(parts.scheme, _host(host, address), port, path + query)


def _host(host: str, address: str) -> str:
    """The name as the network writes it."""
    if ":" in host and _ip(host):
        return host
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not NAME.fullmatch(name):
        raise FetchProblem("fetch_bad_address", address=address)
    return name


def _ip(text: str) -> IPAddress | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def is_public(ip: IPAddress) -> bool:
    """Whether an address belongs to the internet at large, and not to a network behind it."""
    if ip.is_multicast or ip.is_reserved or not ip.is_global:
        return False
    return ip.version == 4 or (ip in GLOBAL_IPV6 and not any(ip in one for one in TUNNELS))


def _is_allowed(host: str, ip: IPAddress) -> bool:
    """Whether the setting lists the name, the address or a network that it is in."""
    for one in settings.FETCH_ALLOWED:
        try:
            network = ipaddress.ip_network(one.strip(), strict=False)
        except ValueError:
            if one.strip().lower() == host.rstrip("."):
                return True
        else:
            if ip in network:
                return True
    return False


def checked_addresses(host: str, port: int) -> list[str]:
    """All addresses of a name, in the order to try them. Raises FetchProblem where one is not
    public: a name with a public and a private address is a trap."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchProblem("fetch_unknown_name", host=host) from None
    addresses = list(dict.fromkeys(str(sockaddr[0]) for *_kind, sockaddr in found))
    for address in addresses:
        ip = _ip(address)
        if ip is None or not (is_public(ip) or _is_allowed(host, ip)):
            raise FetchProblem("fetch_private", host=host, address=address)
    return addresses


class Deadline:
    """The moment at which a fetch ends, whatever it is doing."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until then. Raises FetchProblem when there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise self.problem()
        return left

    def problem(self) -> FetchProblem:
        return FetchProblem("fetch_too_slow", seconds=round(self.seconds))


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, deadline: Deadline) -> None:
        self.deadline = deadline
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline stands for it
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = checked_addresses(host, port)
        for tried, address in enumerate(addresses, start=1):
            share = self.deadline.left() / (len(addresses) - tried + 1)
            try:
                stream = self.plain.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if tried == len(addresses):
                    raise
            else:
                return GuardedStream(stream, self.deadline)
        raise FetchProblem("fetch_unknown_name", host=host)


class GuardedStream(httpcore.NetworkStream):
    """A stream whose reads and writes all together end at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self.stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        secure = self.stream.start_tls(ssl_context, server_hostname, self.deadline.left())
        return GuardedStream(secure, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def tls_context() -> ssl.SSLContext:
    """Trusts the machine's authorities, where it has some, and those that browsers know."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
