"""From an address to a file: sizes of pictures for everybody, originals for those who keep them.

A collection may be restricted, as a page may. Then neither its documents nor any size of its
pictures is handed out to others, nor kept by anything between us and the reader.
"""

import mimetypes

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.files.storage import Storage, default_storage, storages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document
from wagtail.documents.views.serve import serve as wagtail_serve_document
from wagtail.models import Collection
from wagtail.users.models import UserProfile

from core.freshness.present import present
from core.freshness.readers import is_anonymous
from core.pictures.library import SIZES
from core.pictures.models import PortalImage, PortalRendition

# As long as a page: what becomes restricted is gone from caches as soon.
_SECONDS_KEPT = 300
# The tag of a document that was stored without looking at its content.
_NO_HASH = '""'


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Hand out a size of a picture; an original or an editor's portrait to staff; else 404."""
    # What lies there and is no size of a picture, such as an original of old, is nobody's.
    sizes = PortalRendition.objects.filter(file=path).select_related("image__collection")
    if size := sizes.first():
        collection = size.image.collection
        _refuse_others(request, collection)
        return _file(storages[SIZES], path, is_public=not is_restricted(collection))
    if _may_have_original(request, path):
        return _file(default_storage, path, is_public=False)
    raise Http404


@require_safe
def serve_document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """As Wagtail's, which checks; and tell caches what they may keep."""
    if len(document_id) > 18:
        raise Http404
    # Only a tag made of the file's content knows that another file has come in its place.
    request.META.pop("HTTP_IF_MODIFIED_SINCE", None)
    response: HttpResponseBase = wagtail_serve_document(request, document_id, filename)
    del response.headers["Last-Modified"]
    if response.get("ETag") == _NO_HASH:
        del response.headers["ETag"]
    if _is_document_restricted(document_id):
        patch_cache_control(response, private=True, no_store=True)
    elif response.status_code in (200, 304):
        patch_cache_control(response, public=True, max_age=_SECONDS_KEPT)
    return response


def is_restricted(collection: Collection) -> bool:
    """Whether the collection, or one above it, is only for some."""
    return bool(collection.path.startswith(_restricted_collections()))


def is_picture_restricted(image: PortalImage) -> bool:
    """Whether the picture's collection is; asks for it only where some are."""
    return bool(_restricted_collections()) and is_restricted(image.collection)


def _restricted_collections() -> tuple[str, ...]:
    return present().restricted_collections


def _is_document_restricted(document_id: str) -> bool:
    if not _restricted_collections():
        return False
    document = Document.objects.filter(pk=document_id).select_related("collection").first()
    return document is not None and is_restricted(document.collection)


def _refuse_others(request: HttpRequest, collection: Collection) -> None:
    if not is_restricted(collection):
        return
    for restriction in collection.get_view_restrictions():
        if not restriction.accept_request(request):
            # A picture in a page cannot ask for a password; whoever has given it sees the picture.
            raise Http404


def _may_have_original(request: HttpRequest, path: str) -> bool:
    if is_anonymous(request) or not default_storage.exists(path):
        return False
    user: AbstractBaseUser | AnonymousUser = request.user
    if not user.has_perm("wagtailadmin.access_admin"):  # type: ignore[union-attr]
        return False
    return (
        PortalImage.objects.filter(file=path).exists()
        or UserProfile.objects.filter(avatar=path).exists()
    )


def _file(storage: Storage, name: str, *, is_public: bool) -> HttpResponseBase:
    guessed, _encoding = mimetypes.guess_type(name)
    # What no browser shows as a picture is nothing that it may show at all.
    kind = guessed if guessed and guessed.startswith("image/") else "application/octet-stream"
    try:
        opened = storage.open(name)
    except (FileNotFoundError, IsADirectoryError) as missing:
        raise Http404 from missing
    if is_public:
        # Whole, so that it gets a validator.
        with opened:
            shown = HttpResponse(opened.read(), content_type=kind)
        patch_cache_control(shown, public=True, max_age=_SECONDS_KEPT)
        if settings.MEDIA_ORIGIN:
            # Handed on by another host, it is shown in pages of ours.
            shown["Cross-Origin-Resource-Policy"] = "cross-origin"
        return shown
    original = FileResponse(opened, content_type=kind)
    patch_cache_control(original, private=True, no_store=True)
    return original
