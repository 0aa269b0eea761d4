"""Downloads. The address means the same as in the list: what is chosen there is in the file."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from associations.directory.exports import association_columns
from associations.directory.listing import (
    DIRECTORY_FACETS,
    DIRECTORY_KIND,
    REGISTER_FACETS,
    REGISTER_KIND,
)
from associations.downloads import csv_chunks, json_chunks
from associations.exports.columns import Column
from associations.models import PartnershipPage
from associations.register.exports import partnership_columns, partnerships_of
from core.freshness.readers import shared
from core.routing.root_url import root_url
from core.routing.streaming import stream
from searching.lists.listing import whole_list
from searching.models import SearchEntry

Row = TypeVar("Row")
_Table = tuple[Sequence[Column[Row]], Iterator[Row]]

# As long as a search is kept: statuses change at midnight without any edit.
_SECONDS_KEPT = 60
_CSV = "text/csv; charset=utf-8"
_JSON = "application/json"
# The byte order mark, the line of labels and the first row.
_FIRST_CHUNKS = 3


@require_safe
def directory_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The associations that the address asks for, for a spreadsheet."""
    return _download(request, csv_chunks(*_directory(request)), "foreningar.csv", _CSV)


@require_safe
def directory_json(request: HttpRequest) -> StreamingHttpResponse:
    """The associations that the address asks for, for a program."""
    return _download(request, json_chunks(*_directory(request)), "foreningar.json", _JSON)


@require_safe
def register_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The partnerships of the register, for a spreadsheet."""
    return _download(request, csv_chunks(*_register(request)), "partnerskap.csv", _CSV)


@require_safe
def register_json(request: HttpRequest) -> StreamingHttpResponse:
    """The partnerships of the register, for a program."""
    return _download(request, json_chunks(*_register(request)), "partnerskap.json", _JSON)


def _directory(request: HttpRequest) -> _Table[SearchEntry]:
    now = timezone.now()
    entries = whole_list(request, kind=DIRECTORY_KIND, facets=DIRECTORY_FACETS, now=now)
    return association_columns(root_url(request)), entries


def _register(request: HttpRequest) -> _Table[PartnershipPage]:
    now = timezone.now()
    entries = whole_list(request, kind=REGISTER_KIND, facets=REGISTER_FACETS, now=now)
    columns = partnership_columns(root_url(request), timezone.localdate(now))
    return columns, partnerships_of(entries)


def _download(
    request: HttpRequest, chunks: Iterator[bytes], filename: str, content_type: str
) -> StreamingHttpResponse:
    response = stream(chunks, at_once=_FIRST_CHUNKS, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["X-Robots-Tag"] = "noindex"
    return shared(request, response, seconds=_SECONDS_KEPT)
