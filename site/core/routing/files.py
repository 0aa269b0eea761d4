"""From an address to a file: sizes of pictures for everybody, originals for those who keep them.

A collection may be restricted, as a page may. Then neither its documents nor any size of its
pictures is handed out to others, nor kept by anything between us and the reader.
"""

import mimetypes
from datetime import UTC, datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.files.storage import Storage, default_storage, storages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since
from wagtail.documents.models import Document
from wagtail.documents.views.serve import serve as wagtail_serve_document
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.users.models import UserProfile

from core.freshness.kept_warm import warm
from core.freshness.readers import is_anonymous
from core.pictures.library import SIZES
from core.pictures.models import PortalImage, PortalRendition

# As long as a page: what becomes restricted is gone from caches as soon.
_SECONDS_KEPT = 300


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Hand out a size of a picture; an original or an editor's portrait to staff; else 404."""
    sizes = storages[SIZES]
    if not _restricted_collections():
        if sizes.exists(path):
            return _file(request, sizes, path, is_public=True)
    elif (
        size := PortalRendition.objects.filter(file=path)
        .select_related("image__collection")
        .first()
    ):
        collection = size.image.collection
        _refuse_others(request, collection)
        return _file(request, sizes, path, is_public=not is_restricted(collection))
    if _may_have_original(request, path):
        return _file(request, default_storage, path, is_public=False)
    raise Http404


@require_safe
def serve_document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """As Wagtail's, which checks; and tell caches what they may keep."""
    if len(document_id) > 18:
        raise Http404
    response: HttpResponseBase = wagtail_serve_document(request, document_id, filename)
    if _is_document_restricted(document_id):
        patch_cache_control(response, private=True, no_store=True)
    elif response.status_code in (200, 304):
        patch_cache_control(response, public=True, max_age=_SECONDS_KEPT)
    return response


def is_restricted(collection: Collection) -> bool:
    """Whether the collection, or one above it, is only for some."""
    return bool(collection.path.startswith(_restricted_collections()))


def _restricted_collections() -> tuple[str, ...]:
    return warm("restricted-collections", _read_restricted)


def _read_restricted() -> tuple[str, ...]:
    return tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))


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


def _file(
    request: HttpRequest, storage: Storage, name: str, *, is_public: bool
) -> HttpResponseBase:
    try:
        changed_at = storage.get_modified_time(name)
        opened = storage.open(name)
    except (FileNotFoundError, IsADirectoryError) as missing:
        raise Http404 from missing
    if was_modified_since(request.headers.get("If-Modified-Since"), _seconds(changed_at)):
        guessed, _encoding = mimetypes.guess_type(name)
        # What no browser shows as a picture is nothing that it may show at all.
        kind = guessed if guessed and guessed.startswith("image/") else "application/octet-stream"
        response: HttpResponseBase = FileResponse(opened, content_type=kind)
    else:
        opened.close()
        response = HttpResponseNotModified()
    response["Last-Modified"] = http_date(_seconds(changed_at))
    if is_public:
        patch_cache_control(response, public=True, max_age=_SECONDS_KEPT)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())
