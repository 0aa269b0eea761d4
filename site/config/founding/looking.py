"""Looks whether everything that the portal stands on answers: settings, mail, cache, files."""

import secrets
from collections.abc import Callable, Iterator
from io import BytesIO
from smtplib import SMTPException
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.cache import cache
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.mail import get_connection
from django.db import connection

from casework.files.file_types import FileRefused
from casework.files.virus_scanner import scan
from config.founding.told import Told
from core.chrome.outages import is_outage


def look() -> Iterator[Told]:
    """Yield a line for each thing; several for settings with several faults."""
    yield from _settings()
    yield _database()
    yield _tried("Mail", _mail)
    yield _tried("Cache", _cache)
    yield _tried("Storage", _storage)
    yield _scanner()
    yield _front_page()


def _settings() -> Iterator[Told]:
    found = run_checks(include_deployment_checks=True)
    if not found:
        yield Told("Settings", "no faults (check --deploy)")
    for each in found:
        said = f"{each.msg} {each.hint or ''}".strip()
        yield Told("Settings", f"{said} ({each.id})", is_well=not each.is_serious())


def _database() -> Told:
    number = ".".join(map(str, connection.get_database_version()))
    return Told("Database", f"{connection.display_name} {number} answers")


def _tried(what: str, trying: Callable[[], str]) -> Told:
    try:
        return Told(what, trying())
    except Exception as failure:
        if not (isinstance(failure, OSError | SMTPException) or is_outage(failure)):
            raise
        return Told(what, f"{type(failure).__name__}: {failure}", is_well=False)


def _mail() -> str:
    transport = get_connection()
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return f"leaves through {settings.EMAIL_BACKEND.rsplit('.', 2)[1]}"
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        transport.open()
    except (OSError, SMTPException) as failure:
        raise OSError(f"{server} of EMAIL_URL: {failure}") from failure
    finally:
        transport.close()
    return f"{server} answers"


def _cache() -> str:
    key, value = f"prepare:{secrets.token_hex(8)}", secrets.token_hex(8)
    cache.set(key, value, 60)
    if cache.get(key) != value:
        raise OSError("it forgets what it is told, or does not answer")
    cache.delete(key)
    backend = str(settings.CACHES["default"]["BACKEND"])
    return "Redis" if backend.endswith("RedisCache") else "each process's own; see REDIS_URL"


def _storage() -> str:
    content = secrets.token_bytes(16).hex().encode()
    for alias in ("default", "sizes", "private"):
        storage = storages[alias]
        name = storage.save(f"prepare-{secrets.token_hex(8)}.txt", ContentFile(content))
        try:
            with storage.open(name) as stored:
                if stored.read() != content:
                    raise OSError(f"{alias} gives back something else than it got")
        finally:
            storage.delete(name)
    where = f"files in {settings.VAR_DIR}" if _is_on_disk() else "files in buckets"
    return f"{where} can be written, read and removed"


def _is_on_disk() -> bool:
    return isinstance(storages["private"], FileSystemStorage)


def _scanner() -> Told:
    if not settings.CLAMD_SOCKET:
        return Told("Scanner", "none; CLAMD_SOCKET says where ClamAV listens")
    try:
        scan(BytesIO(b"prepare"))
    except FileRefused:
        return Told("Scanner", f"{settings.CLAMD_SOCKET} does not answer", is_well=False)
    return Told("Scanner", f"{settings.CLAMD_SOCKET} answers")


def _front_page() -> Told:
    """Ask for the front page as a browser does; only the network is left out."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    asked = {"HTTP_HOST": address.netloc, "wsgi.url_scheme": address.scheme, "PATH_INFO": "/"}
    setup_testing_defaults(asked)
    handler = BaseHandler()
    handler.load_middleware()
    status = handler.get_response(WSGIRequest(asked)).status_code
    said = "get the front page" if status == 200 else f"get {status} instead of the front page"
    return Told("Readers", said, is_well=status == 200)
