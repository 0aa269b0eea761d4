"""Which language an address is in. It is said by the first part of its path, and nowhere else."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


def language_of(request: HttpRequest) -> str:
    """Return the code of the language that the path names, else that of the portal."""
    named: str | None = translation.get_language_from_path(request.path_info)
    return named or settings.LANGUAGE_CODE


def front_url(language: str) -> str:
    """Return the path of the front page in a language: "/" or "/en/"."""
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
