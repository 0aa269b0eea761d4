"""Addresses of what is no page: files of the directory and the register, and forms."""

from django.urls import path

from associations.directory.views import receipts, review, suggest
from associations.directory.views import review_links as links
from associations.exports import views as exports
from associations.proposals.views import links as proposal_links
from associations.proposals.views import my_proposal, propose, propose_way
from associations.proposals.views import receipts as proposal_receipts

app_name = "associations"
urlpatterns = [
    path("foreningar/export.csv", exports.directory_csv, name="directory_csv"),
    path("foreningar/export.json", exports.directory_json, name="directory_json"),
    path("partnerskap/export.csv", exports.register_csv, name="register_csv"),
    path("partnerskap/export.json", exports.register_json, name="register_json"),
    path("forening/anmal/", suggest.suggest_association, name="suggest_association"),
    path("forening/rapportera-fel/", suggest.report_error, name="report_error"),
    path("forening/uppgifter/<str:token>/", review.review, name="review"),
    path("forening/ny-lank/", links.ask_link, name="ask_link"),
    path("forening/ny-lank/skickad/", links.link_asked, name="link_asked"),
    path("forening/tack/<str:token>/", receipts.received, name="received"),
    path("partnerskap/foresla/", propose_way.way, name="propose_way"),
    path("partnerskap/foresla/formular/", propose.propose, name="propose"),
    path(
        "partnerskap/foresla/tack/<str:token>/",
        proposal_receipts.received,
        name="proposal_received",
    ),
    # Before the link itself, which takes any word.
    path("partnerskap/mitt-forslag/ny-lank/", proposal_links.ask_link, name="ask_proposal_link"),
    path(
        "partnerskap/mitt-forslag/ny-lank/skickad/",
        proposal_links.link_asked,
        name="proposal_link_asked",
    ),
    path("partnerskap/mitt-forslag/<str:token>/", my_proposal.my_proposal, name="my_proposal"),
    path(
        "partnerskap/mitt-forslag/<str:token>/aterta/",
        my_proposal.take_back_mine,
        name="take_back_proposal",
    ),
]
