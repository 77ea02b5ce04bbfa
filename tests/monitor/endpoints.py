"""Servers on loopback that misbehave, and ones that answer as the robots of chats do."""

from __future__ import annotations

import json
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOOPBACK = "127.0.0.1"


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that does with each connection what `talk` does, and then hangs up; yields its port."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            talk(self.request)

    with socketserver.ThreadingTCPServer((LOOPBACK, 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def answer_half(connection: socket.socket) -> None:
    """The beginning of an answer that promises more than comes."""
    connection.recv(1 << 20)
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{"ok": tr')


def answer_with_a_page(connection: socket.socket) -> None:
    """What a proxy says instead of the service behind it."""
    connection.recv(1 << 20)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>login</h>")


def smtp_that_drops(heard: list[bytes], after_data: bool) -> Callable[[socket.socket], None]:
    """A mail server that hangs up: at once, or when it has the whole message and has not said so."""

    def talk(connection: socket.socket) -> None:
        if not after_data:
            return
        stream = connection.makefile("rwb")
        stream.write(b"220 here\r\n")
        stream.flush()
        while line := stream.readline():
            if line.upper().startswith(b"DATA"):
                stream.write(b"354 go on\r\n")
                stream.flush()
                heard.append(b"".join(iter(stream.readline, b".\r\n")))
                return
            stream.write(b"250 yes\r\n")
            stream.flush()

    return talk


class Robots:
    """Feishu's, DingTalk's and WeCom's robots and a plain webhook: JSON in, JSON out. `answers` come first."""

    def __init__(self, *answers: tuple[int, Any]) -> None:
        self.answers = list(answers)
        self.taken: list[dict[str, Any]] = []
        self.paths: list[str] = []

    def __enter__(self) -> Robots:
        robots = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                robots.paths.append(self.path)
                status, said = robots.answers.pop(0) if robots.answers else (200, {"errcode": 0, "code": 0})
                if status == 200 and (not isinstance(said, dict) or not (said.get("errcode") or said.get("code"))):
                    robots.taken.append(payload)
                body = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = HTTPServer((LOOPBACK, 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def port(self) -> int:
        return self.server.server_port

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"


def self_signed(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's context with a certificate of its own for 127.0.0.1, and the file with that certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "nianbao test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOOPBACK))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "certificate.pem", folder / "key.pem"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public
