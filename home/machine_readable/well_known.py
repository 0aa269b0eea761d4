"""Where whoever finds a weakness tells us (RFC 9116), and the picture that browsers ask for."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.freshness.readers import shared
from core.language.addresses import root_url

# The RFC recommends less than a year. It is told anew each day, so it never runs out.
_GOOD_FOR = timedelta(days=180)
_DAY = 24 * 60 * 60


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """security.txt: whom to tell, until when that is true, in which languages."""
    root = root_url(request)
    fields = [
        ("Contact", _contact(root)),
        ("Expires", expires(timezone.now()).strftime("%Y-%m-%dT%H:%M:%SZ")),
        ("Preferred-Languages", "sv, en"),
        ("Canonical", f"{root}{reverse('security')}"),
    ]
    text = "".join(f"{name}: {value}\n" for name, value in fields)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    return shared(request, response, seconds=_DAY, reads=())


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The mark, for browsers and programs that never read what a page says of it."""
    response = HttpResponse(_mark(), content_type="image/x-icon")
    return shared(request, response, seconds=_DAY, reads=())


def expires(now: datetime) -> datetime:
    """Return until when security.txt is true: a midnight half a year from now."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + _GOOD_FOR


def _contact(root: str) -> str:
    if settings.SECURITY_CONTACT:
        return str(settings.SECURITY_CONTACT)
    if settings.CONTACT_EMAIL:
        return f"mailto:{settings.CONTACT_EMAIL}"
    return f"{root}{reverse('home:feedback_error')}"


@cache
def _mark() -> bytes:
    return (Path(settings.SITE_DIR) / "static/img/favicon.ico").read_bytes()
