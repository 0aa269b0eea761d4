"""What pages of the admin ask for every few seconds, while pictures wait for their sizes."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.pictures.models import AskedSizes
from core.pictures.progress import may_see_progress, progress

# Where pictures are being sent, it is looked for them so many times more after the last.
LOOKS = 60


def progress_context(user: Any, looks: int = 0, *, seen: bool = False) -> dict[str, Any]:
    """Return what the template of many pictures shows.

    With `looks` it is of those that the user sends, and so many times it asks though none waits.
    `seen` says that the page has shown how they waited.
    """
    told = progress(user, timezone.now(), own=looks > 0)
    seen = seen or told.waiting > 0
    left = looks if told.is_lively else looks - 1
    asked = urlencode({"looks": left, "seen": int(seen)})
    again = f"{reverse('picture_sizes')}?{asked}" if told.is_lively or left > 0 else ""
    return {"progress": told, "again": again, "is_followed": looks > 0 and seen}


def sizes_context(asked: AskedSizes | None) -> dict[str, Any]:
    """Return what the template of one picture shows."""
    again = ""
    if asked and asked.is_waiting:
        again = reverse("sizes_of_picture", args=[asked.image_id])
    return {"asked": asked, "again": again}


@cache_control(private=True, no_store=True)
@require_safe
def show_progress(request: HttpRequest) -> HttpResponse:
    """Show how far all have come."""
    if not may_see_progress(request.user):
        raise PermissionDenied
    given = request.GET.get("looks", "")
    looks = min(int(given), LOOKS) if given.isascii() and given.isdigit() else 0
    context = progress_context(request.user, looks, seen=request.GET.get("seen") == "1")
    return render(request, "core/admin/picture_progress.html", context)


@cache_control(private=True, no_store=True)
@require_safe
def show_sizes(request: HttpRequest, image_id: int) -> HttpResponse:
    """Show how far one has come."""
    if not may_see_progress(request.user):
        raise PermissionDenied
    asked = get_object_or_404(AskedSizes, image=image_id)
    return render(request, "core/admin/picture_sizes.html", sizes_context(asked))


def progress_urls() -> list[URLPattern]:
    """Where they are."""
    return [
        path("bilder/storlekar/", show_progress, name="picture_sizes"),
        path("bilder/storlekar/<int:image_id>/", show_sizes, name="sizes_of_picture"),
    ]
