"""Looks whether everything that the portal stands on answers: settings, mail, cache, files."""

import secrets
import time
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.cache import cache
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, connection
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework.files.file_types import FileRefused
from casework.files.virus_scanner import scan
from config.readings.mail_server import WITHIN_S, mail_server
from config.readings.static_files import static_files
from config.readings.told import Told
from config.readings.tried import begin
from core.logs.scrubbing import said_by


def look() -> Iterator[Told]:
    """Yield a line for each thing; several for settings with several faults."""
    # Brings along Redis, which only who has one needs to hold in memory.
    from core.freshness.redis import WAITS_SECONDS  # noqa: PLC0415

    certificate: list[Told] = []
    mail = begin(
        pgettext("driftläge", "E-post"),
        lambda: _mail(certificate),
        _("Se efter att e-postservern går och att EMAIL_URL stämmer. Breven väntar under tiden."),
        within_s=WITHIN_S,
    )
    cached = begin(
        pgettext("driftläge", "Cache"),
        _cache,
        _("Se efter att Redis går och har plats. Läsare märker bara att sidor är långsammare."),
        within_s=4 * WAITS_SECONDS,
    )
    storage = begin(
        pgettext("driftläge", "Lagring"),
        _storage,
        _("Se efter att disken eller lagringstjänsten svarar, har plats och släpper in portalen."),
        within_s=WITHIN_S,
    )
    scanner = begin(
        pgettext("driftläge", "Virusskydd"), _scanner, _start_scanner(), within_s=WITHIN_S
    )
    yield from _settings()
    database = _database()
    yield database
    yield mail()
    yield from certificate
    yield cached()
    yield storage()
    yield static_files()
    yield scanner()
    # Without the first there is none of the second.
    if database.is_well:
        yield _front_page()


def _settings() -> Iterator[Told]:
    what = pgettext("driftläge", "Inställningar")
    found = run_checks(include_deployment_checks=True)
    faults = [each for each in found if each.is_serious()]
    for each in faults:
        said = f"{each.msg} {each.hint or ''}".strip()
        remedy = _("Ändra inställningen i driftmiljön och starta om.")
        yield Told(what, f"{said} ({each.id})", is_well=False, remedy=remedy)
    advice = ", ".join(dict.fromkeys(str(each.id) for each in found if not each.is_serious()))
    if advice:
        yield Told(what, _("råd från check --deploy: %(advice)s") % {"advice": advice})
    elif not faults:
        yield Told(what, _("inga fel (check --deploy)"))


def _database() -> Told:
    what = pgettext("driftläge", "Databas")
    try:
        number = ".".join(map(str, connection.get_database_version()))
    except DatabaseError as failure:
        because = {"because": said_by(type(failure).__name__, str(failure))}
        remedy = _(
            "Se efter att databasen går, kan nås och har plats, och att DATABASE_URL stämmer."
        )
        return Told(what, _("svarar inte: %(because)s") % because, is_well=False, remedy=remedy)
    named = {"database": f"{connection.display_name} {number}"}
    return Told(what, _("%(database)s svarar") % named)


def _mail(certificate: list[Told]) -> Told:
    """Ask the server; put what its certificate says, if it shows one, into `certificate`."""
    server, *rest = mail_server()
    certificate.extend(rest)
    return server


def _cache() -> Told:
    key, value = f"prepare:{secrets.token_hex(8)}", secrets.token_hex(8)
    began = time.monotonic()
    cache.set(key, value, 60)
    if cache.get(key) != value:
        raise OSError(_("den glömmer det den får, eller svarar inte"))
    took = (time.monotonic() - began) / 2 * 1000
    cache.delete(key)
    what = pgettext("driftläge", "Cache")
    if str(settings.CACHES["default"]["BACKEND"]).endswith("RedisCache"):
        return Told(what, _("Redis svarar på %(ms).1f ms") % {"ms": took})
    return Told(what, _("varje process har sin egen, se REDIS_URL"))


def _storage() -> Told:
    content = secrets.token_bytes(16).hex().encode()
    for alias in ("default", "sizes", "private"):
        storage = storages[alias]
        name = storage.save(f"prepare-{secrets.token_hex(8)}.txt", ContentFile(content))
        try:
            with storage.open(name) as stored:
                if stored.read() != content:
                    raise OSError(
                        _("%(alias)s ger tillbaka något annat än den fick") % {"alias": alias}
                    )
        finally:
            storage.delete(name)
    said = _("filer i lagringstjänsten går att skriva, läsa och ta bort")
    if isinstance(storages["private"], FileSystemStorage):
        said = _("filer i %(folder)s går att skriva, läsa och ta bort") % {
            "folder": settings.VAR_DIR
        }
    return Told(pgettext("driftläge", "Lagring"), said)


def _start_scanner() -> str:
    return _("Se efter att ClamAV går. Tills dess tas inga filer emot.")


def _scanner() -> Told:
    what, socket = pgettext("driftläge", "Virusskydd"), settings.CLAMD_SOCKET
    if not socket:
        return Told(what, _("inget, CLAMD_SOCKET säger var ClamAV lyssnar"))
    try:
        scan(BytesIO(b"prepare"))
    except FileRefused:
        said = _("%(server)s svarar inte") % {"server": socket}
        return Told(what, said, is_well=False, remedy=_start_scanner())
    return Told(what, _("%(server)s svarar") % {"server": socket})


def _front_page() -> Told:
    """Ask for the front page as a browser does; only the network is left out."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    asked = {"HTTP_HOST": address.netloc, "wsgi.url_scheme": address.scheme, "PATH_INFO": "/"}
    setup_testing_defaults(asked)
    handler = BaseHandler()
    handler.load_middleware()
    with translation.override(settings.LANGUAGE_CODE):
        status = handler.get_response(WSGIRequest(asked)).status_code
    said = _("får startsidan")
    if status != 200:
        said = _("får %(status)d i stället för startsidan") % {"status": status}
    remedy = _("Se efter i loggen vad som gick fel.")
    return Told(pgettext("driftläge", "Läsare"), said, is_well=status == 200, remedy=remedy)
