"""Telling whoever has an answer already that it is still the same: known by all of its bytes.

What a view could make a validator of is never all that the answer shows: a feed knows when its
items were published, not that a place was renamed or a page restricted since.
"""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag

_READING = ("GET", "HEAD")


class BytesAsValidatorMiddleware(ConditionalGetMiddleware):
    """Give what may be kept a tag made of its bytes, and no other validator; answer 304 by it.

    What is sent while it is made cannot be known before, and has none. Files that Wagtail hands
    out keep the tag that it makes of their content.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return the answer, or that nothing has changed."""
        if request.method not in _READING or response.status_code != 200 or response.streaming:
            return response
        del response.headers["Last-Modified"]
        if not isinstance(response, HttpResponse) or not self.needs_etag(response):
            return response
        set_response_etag(response)
        told = get_conditional_response(request, etag=response["ETag"], response=response)
        return told if told is not None else response
