"""A view that fails with all that may not be told in its hands."""

from django.db import DataError, IntegrityError, connection
from django.http import HttpRequest, HttpResponse


def fail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the database for what was sent, and fail as a database does."""
    name = request.POST["name"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", [name])
    try:
        raise DataError(f'invalid input: "{name}"')
    except DataError as cause:
        raise IntegrityError(f"refused\nDETAIL: ({name}) by {token}") from cause


def answered(request: HttpRequest) -> HttpResponse:
    """Answer without a page."""
    return HttpResponse(status=500)
