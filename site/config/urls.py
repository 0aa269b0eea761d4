"""The addresses of the portal. The one that takes every page's stands last."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from casework.log_in import invitations
from casework.log_in.shared_passwords import document_password, page_password
from config.observing.exposed import metrics
from core.routing.files import serve_document, serve_media
from core.routing.page_routing import serve

handler400 = "core.chrome.errors.bad_request"
handler403 = "core.chrome.errors.permission_denied"
handler404 = "core.chrome.errors.page_not_found"
handler500 = "core.chrome.errors.server_error"

two_steps = []
if settings.TWO_STEPS_ON:
    # Before Wagtail's log-in, which knows no second step.
    two_steps.append(path("", include("casework.two_steps.urls")))

# Our own way from address to page replaces Wagtail's walk down the tree. What opens restricted
# pages is Wagtail's, slowed down, and stands before: every address looks like that of a page.
_OURS = ("wagtail_serve", "wagtailcore_authenticate_with_password")
page_urls = [
    *(each for each in wagtail_urls.urlpatterns if each.name not in _OURS),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        page_password,
        name="wagtailcore_authenticate_with_password",
    ),
    re_path(serve_pattern, serve, name="wagtail_serve"),
]

urlpatterns = [
    # Before Wagtail's own, which has no hook there.
    path("admin/", include("dialogues.invitations.admin.approval")),
    *two_steps,
    path("admin/", include(invitations.open_urls)),
    path("admin/", include(wagtailadmin_urls)),
    # In the place of Wagtail's own of the same names: those tell caches nothing, and take any
    # number of passwords.
    re_path(r"^dokument/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path(
        "dokument/authenticate_with_password/<int:restriction_id>/",
        document_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("metrics", metrics, name="metrics"),
    path("media/<path:path>", serve_media, name="media"),
    path("", include("home.machine_readable.urls")),
]

urlpatterns += i18n_patterns(
    path("sok/", include("searching.urls")),
    path("", include("home.urls")),
    path("", include("associations.urls")),
    path("", include("dialogues.urls")),
    *page_urls,
    prefix_default_language=False,
)
