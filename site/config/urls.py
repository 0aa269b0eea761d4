"""The addresses of the portal. Wagtail's catch-all stands last."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve as serve_media
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from config import health
from core.routing.page_routing import serve

handler400 = "core.chrome.errors.bad_request"
handler403 = "core.chrome.errors.permission_denied"
handler404 = "core.chrome.errors.page_not_found"
handler500 = "core.chrome.errors.server_error"

# Our own way from address to page replaces Wagtail's walk down the tree; the rest is Wagtail's.
page_urls = [
    re_path(serve_pattern, serve, name="wagtail_serve"),
]

urlpatterns = [
    # Before Wagtail's own, which has no hook there.
    path("admin/", include("dialogues.invitations.admin.approval")),
    path("admin/", include(wagtailadmin_urls)),
    path("dokument/", include(wagtaildocs_urls)),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("media/<path:path>", serve_media, {"document_root": settings.MEDIA_ROOT}),
    path("", include("home.machine_readable.urls")),
]

urlpatterns += i18n_patterns(
    path("sok/", include("searching.urls")),
    path("", include("home.urls")),
    path("", include("associations.urls")),
    path("", include("dialogues.urls")),
    *page_urls,
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
