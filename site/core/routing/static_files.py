"""Static files, in parts too: whitenoise refuses a part of one byte."""

from http import HTTPStatus
from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import Response, SlicedFile, StaticFile


class _FileInParts(StaticFile):
    """As whitenoise 6.12, which takes the last byte of a part for the first after it."""

    def get_range_response(self, range_header: str, base_headers: Any, file_handle: Any) -> Any:
        """Answer with the bytes from the first to the last, both included (RFC 9110, 14.1.2)."""
        size = next(int(value) for name, value in base_headers if name == "Content-Length")
        start, end = self.get_byte_range(range_header, size)
        if start != end or start >= size:
            return super().get_range_response(range_header, base_headers, file_handle)
        if file_handle is not None:
            file_handle = SlicedFile(file_handle, start, end)
        headers = [each for each in base_headers if each[0] != "Content-Length"]
        headers += [("Content-Range", f"bytes {start}-{end}/{size}"), ("Content-Length", "1")]
        return Response(HTTPStatus.PARTIAL_CONTENT, headers, file_handle)


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """Whitenoise with whole numbers of bytes."""

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        """Return what answers for a file."""
        file: StaticFile = super().get_static_file(path, url, stat_cache=stat_cache)
        # Whitenoise names its class in its own code.
        file.__class__ = _FileInParts
        return file
