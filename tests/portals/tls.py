"""Sites over TLS, with certificates of a test's own authority: as today's servers speak it, and as very old ones do."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import ssl
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from tests.portals.site import Running, Site, build_server


class Authority:
    """A certificate authority in a folder; `file` is what has to be trusted for its certificates to be."""

    def __init__(self, folder: Path) -> None:
        self.file, self._server = folder / "authority.pem", folder / "server.pem"
        key, server_key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        authority = _certificate("Test authority", key, "Test authority", key, is_authority=True)
        server = _certificate("127.0.0.1", server_key, "Test authority", key, is_authority=False)
        self.file.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
        self._server.write_bytes(server.public_bytes(serialization.Encoding.PEM) + _pem(server_key))
        self.fingerprint = server.fingerprint(hashes.SHA256()).hex()

    def context(self, kind: Literal["modern", "legacy"]) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if kind == "legacy":
            context.set_ciphers("AES128-SHA:@SECLEVEL=0")
            with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # that it is old is the point
                context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
        context.load_cert_chain(self._server)
        return context


@contextlib.contextmanager
def serve_tls(site: Site, context: ssl.SSLContext) -> Iterator[Running]:
    """Serve a site over TLS on an ephemeral port of 127.0.0.1."""
    server = build_server(site)
    server.running.url = server.running.url.replace("http://", "https://")
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _certificate(
    subject: str, key: rsa.RSAPrivateKey, issuer: str, signer: rsa.RSAPrivateKey, *, is_authority: bool
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder().subject_name(_name(subject)).issuer_name(_name(issuer))
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=30))
    builder = builder.add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    if not is_authority:
        names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(signer, hashes.SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
