"""Addresses of the directory's files, and of the forms about its entries."""

from django.urls import path

from associations.directory import exports
from associations.directory.views import receipts, review, review_links, suggest

urlpatterns = [
    path("foreningar/export.csv", exports.directory_csv, name="directory_csv"),
    path("foreningar/export.json", exports.directory_json, name="directory_json"),
    path("forening/anmal/", suggest.suggest_association, name="suggest_association"),
    path("forening/rapportera-fel/", suggest.report_error, name="report_error"),
    path("forening/uppgifter/<str:token>/", review.review, name="review"),
    path("forening/ny-lank/", review_links.ask_link, name="ask_link"),
    path("forening/ny-lank/skickad/", review_links.link_asked, name="link_asked"),
    path("forening/tack/<str:token>/", receipts.received, name="received"),
]
