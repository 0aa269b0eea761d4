"""Answers of any length, sent while they are made."""

import itertools
from collections.abc import Iterator

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import translation


def stream(chunks: Iterator[bytes], *, at_once: int, content_type: str) -> StreamingHttpResponse:
    """Return an answer of `chunks`, in the present language.

    The first `at_once` are made before anything is answered, so that a database that is down
    answers 503 like every other page instead of half a file.
    """
    chunks = _in_present_language(chunks)
    first = list(itertools.islice(chunks, at_once))
    return StreamingHttpResponse(itertools.chain(first, chunks), content_type=content_type)


def _in_present_language(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Make each chunk in the language of now: the answer is read after the request is over."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    while True:
        with translation.override(language):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk
