"""Whether mail can leave: one bad sender address stops all of it, and nobody sees that."""

from email.utils import getaddresses
from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.core.exceptions import ValidationError
from django.core.mail.message import SafeMIMEText
from django.core.validators import validate_email

from config.examining.given import Given

_SENDERS = ("DEFAULT_FROM_EMAIL", "SERVER_EMAIL")
_QUOTE = 'Write "Name" <name@host>, with the quotes when there is a comma in the name.'
_NO_TRANSPORT = ("console", "dummy", "filebased", "locmem")
_HERE = ("localhost", "127.0.0.1", "::1")
_STARTTLS_PORT, _TLS_PORT = 587, 465


def mail_can_leave(settings: Given) -> list[CheckMessage]:
    """Check every address that mail is from, and how the server is reached."""
    found: list[CheckMessage] = [
        Error(f"{name} is no address that mail can be from.", hint=_QUOTE, id="portal.E101")
        for name in _SENDERS
        if not can_send(getattr(settings, name))
    ]
    found += [
        Error(f"{name} names somebody whom no mail can reach.", hint=_QUOTE, id="portal.E102")
        for name in ("ADMINS", "MANAGERS")
        if not all(can_send(_address(each)) for each in getattr(settings, name))
    ]
    if settings.CONTACT_EMAIL and not _is_address(settings.CONTACT_EMAIL):
        hint = "Write the address alone, such as trygghet@example.se."
        found.append(Error("CONTACT_EMAIL is no address.", hint=hint, id="portal.E103"))
    return found + _server(settings)


def mail_leaves_in_earnest(settings: Given) -> list[CheckMessage]:
    """Check that a public portal sends its mail, and no password in clear."""
    found: list[CheckMessage] = []
    if any(f".{name}." in settings.EMAIL_BACKEND for name in _NO_TRANSPORT):
        hint = "Set EMAIL_URL to an address such as smtp+tls://user:password@host:587."
        said = "Mail leaves for nowhere: EMAIL_URL names no mail server."
        found.append(Error(said, hint=hint, id="portal.E104"))
    is_clear = not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL)
    if settings.EMAIL_HOST_USER and is_clear and settings.EMAIL_HOST not in _HERE:
        hint = "Use smtp+tls:// or smtp+ssl:// in EMAIL_URL."
        said = "The password of the mail server is sent in clear."
        found.append(Error(said, hint=hint, id="portal.E105"))
    return found


def can_send(value: str) -> bool:
    """Whether a mail can be made that is from this one address."""
    addresses = getaddresses([value])
    if len(addresses) != 1 or not _is_address(addresses[0][1]):
        return False
    try:
        # As Django writes a mail, but without asking it for settings.
        made = SafeMIMEText("", "plain", "utf-8")
        made["From"] = value
        return len(getaddresses([str(made["From"])])) == 1
    except (ValueError, TypeError, IndexError):
        return False


def _address(listed: Any) -> str:
    return listed if isinstance(listed, str) else str(listed[1])


def _is_address(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


def _server(settings: Given) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return found
    port, tls, ssl = settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL
    if not settings.EMAIL_HOST or not 0 < int(port or 0) < 65_536:
        hint = "EMAIL_URL looks like smtp+tls://user:password@host:587."
        said = "EMAIL_URL names no host, or a port that cannot be."
        found.append(Error(said, hint=hint, id="portal.E106"))
    if tls and ssl:
        said = "Mail cannot begin encrypted (ssl) and become so (tls)."
        found.append(Error(said, hint="Choose one in EMAIL_URL.", id="portal.E107"))
    if (tls and port == _TLS_PORT) or (ssl and port == _STARTTLS_PORT):
        hint = "smtp+ssl:// goes with 465, smtp+tls:// with 587."
        said = "The port of EMAIL_URL is meant for the other kind of encryption."
        found.append(Error(said, hint=hint, id="portal.E108"))
    if bool(settings.EMAIL_HOST_USER) != bool(settings.EMAIL_HOST_PASSWORD):
        said = "EMAIL_URL has a user without a password, or the other way around."
        found.append(Warning(said, hint="Write both or none.", id="portal.W109"))
    return found
