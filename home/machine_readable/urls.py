"""Addresses that machines read; the same in every language."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path

from home.machine_readable.feeds import NewsFeed, ResultFeed
from home.machine_readable.robots import robots
from home.machine_readable.sitemaps import SITEMAPS
from home.machine_readable.well_known import favicon, security

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
    path("favicon.ico", favicon, name="favicon"),
    path(
        "sitemap.xml",
        sitemap_views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"},
        name="sitemap",
    ),
    path(
        "sitemap-<section>.xml",
        sitemap_views.sitemap,
        {"sitemaps": SITEMAPS},
        name="sitemap-section",
    ),
    path("flode/nyheter.xml", NewsFeed(), name="news-feed"),
    path("flode/resultat.xml", ResultFeed(), name="result-feed"),
]
