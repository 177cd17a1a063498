"""A web site of a test's own: what it answers is set by address, and what was asked is noted."""

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    port: int = 0
    scheme: str = "http"
    name: str = "localhost"
    pages: dict[str, Callable[["Handler"], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def address(self, path: str = "/") -> str:
        return f"{self.scheme}://{self.name}:{self.port}{path}"

    def answer(self, path: str, status: int = 200, body: bytes = b"", **headers: str) -> str:
        """Set what a path answers; returns its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = lambda handler: handler.say(status, body, named)
        return self.address(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        return self.answer(path, status, location=to)

    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        page = self.site.pages.get(self.path.partition("?")[0])
        with contextlib.suppress(OSError):  # whoever asked went away, as some do on purpose
            if page:
                page(self)
            else:
                self.say(404, b"nothing here", {})

    def say(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        if not {name.lower() for name in headers} & {"content-length", "transfer-encoding"}:
            self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_arguments: object) -> None:
        """A connection that breaks off is what some tests are about."""


@contextlib.contextmanager
def serving(
    host: str = "127.0.0.1", port: int = 0, context: ssl.SSLContext | None = None
) -> Iterator[Site]:
    site = Site()
    server = Server((host, port), type("Own", (Handler,), {"site": site}))
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        site.scheme = "https"
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
