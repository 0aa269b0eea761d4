"""For how long the certificate of the mail server is good is read from the server itself."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.utils import translation
from pytest_django import Settings

from config.readings.mail_server import mail_server


@pytest.fixture
def days() -> int:
    """For how long the certificate is good."""
    return 90


@pytest.fixture
def encrypting(
    days: int, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A mail server that wants STARTTLS and has a certificate of its own, which we trust."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    making = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    making += ["-addext", "subjectAltName=IP:127.0.0.1", "-days", str(days)]
    making += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(making, check=True, capture_output=True)
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(certificate, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]

    class Encrypting(Controller):
        def factory(self) -> SMTP:
            return SMTP(self.handler, tls_context=own, require_starttls=True)

    server = Encrypting(object(), hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, True
    yield
    server.stop()


@pytest.mark.processes
@pytest.mark.usefixtures("encrypting")
@pytest.mark.parametrize(("days", "is_well"), [(90, True), (10, False)])
def test_a_certificate_that_ends_within_two_weeks_must_be_mended(is_well: bool) -> None:
    with translation.override("en"):
        server, certificate = mail_server()
    assert server.is_well
    assert certificate.is_well == is_well
    assert "days more" in certificate.said
    assert certificate.remedy


@pytest.mark.usefixtures("encrypting")
def test_a_certificate_that_nobody_vouches_for_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
        mail_server()
