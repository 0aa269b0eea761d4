"""Addresses where a partnership is proposed and followed."""

from django.urls import path

from associations.proposals.views import links, my_proposal, propose, propose_way

urlpatterns = [
    path("partnerskap/foresla/", propose_way.way, name="propose_way"),
    path("partnerskap/foresla/formular/", propose.propose, name="propose"),
    path("partnerskap/foresla/tack/<str:token>/", links.received, name="proposal_received"),
    # Before the link itself, which takes any word.
    path("partnerskap/mitt-forslag/ny-lank/", links.ask_link, name="ask_proposal_link"),
    path("partnerskap/mitt-forslag/ny-lank/skickad/", links.link_asked, name="proposal_link_asked"),
    path("partnerskap/mitt-forslag/<str:token>/", my_proposal.my_proposal, name="my_proposal"),
    path(
        "partnerskap/mitt-forslag/<str:token>/aterta/",
        my_proposal.take_back_mine,
        name="take_back_proposal",
    ),
]
