"""A real proxy before a real node, as cities have one: small requests only, and at times too busy."""

from __future__ import annotations

import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


class Narrow:
    """Lets everything through but bulk requests over ``most_bytes`` (413), and the next ``busy`` of them (429)."""

    def __init__(self, url: str, most_bytes: int = 10**9, busy: int = 0) -> None:
        node, outer = urlsplit(url), self
        self.most_bytes, self.busy, self.sent = most_bytes, busy, [0]

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if "_bulk" in self.path:
                    outer.sent.append(len(body))
                    if outer.busy > 0:
                        outer.busy -= 1
                        return self.answer(429, b"{}", "application/json")
                    if len(body) > outer.most_bytes:
                        return self.answer(413, b"<html>too large</html>", "text/html")
                assert node.hostname
                upstream = HTTPConnection(node.hostname, node.port)
                upstream.request(self.command, self.path, body, {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection", "accept-encoding")})
                told = upstream.getresponse()
                self.answer(told.status, told.read(), told.headers["Content-Type"] or "application/json")
                upstream.close()
                return None

            do_GET = do_PUT = do_DELETE = do_HEAD = do_POST

            def answer(self, status: int, body: bytes, kind: str) -> None:
                self.send_response(status)
                for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), ("X-Elastic-Product", "Elasticsearch")):
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
