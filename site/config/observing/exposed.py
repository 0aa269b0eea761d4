"""`/metrics` for Prometheus: only for who shows the token, and unknown to everybody else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from core.chrome.errors import page_not_found


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with the figures of this host's server and of the database, as text."""
    kind, _blank, token = request.headers.get("Authorization", "").partition(" ")
    wanted: str = settings.METRICS_TOKEN
    # Bytes, because a header may hold what is not ASCII.
    is_right = constant_time_compare(token.strip().encode(), wanted.encode())
    if not wanted or kind.lower() != "bearer" or not is_right:
        return page_not_found(request)
    # What counts is loaded where something is counted.
    from config.observing.figures import CONTENT_TYPE, all_figures  # noqa: PLC0415

    return HttpResponse(
        all_figures(timezone.now()),
        content_type=CONTENT_TYPE,
        headers={"Cache-Control": "no-store"},
    )
