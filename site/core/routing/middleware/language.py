"""The language of a page is in its address, and nowhere else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from core.language.languages import language_of


class LanguageByPathMiddleware:
    """Activate the language that the first part of the path names, else Swedish.

    Django's LocaleMiddleware also asks the browser and a cookie; then one address would have
    several contents, and no cache could hold it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.setdefault("Content-Language", language)
            return response
