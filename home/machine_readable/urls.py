"""Addresses that machines read; the same in every language."""

from django.urls import path

from home.machine_readable.feeds import NewsFeed, ResultFeed
from home.machine_readable.robots import robots
from home.machine_readable.sitemaps import sitemap_index, sitemap_section
from home.machine_readable.well_known import favicon, security

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
    path("favicon.ico", favicon, name="favicon"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<section>.xml", sitemap_section, name="sitemap-section"),
    path("flode/nyheter.xml", NewsFeed(), name="news-feed"),
    path("flode/resultat.xml", ResultFeed(), name="result-feed"),
]
