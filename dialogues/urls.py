"""Addresses of what is no page: signing up, calendars, posters."""

from django.urls import path

from dialogues.calendars import views as calendars
from dialogues.calendars.feeds import DialogueFeed
from dialogues.events import views as next_dialogue
from dialogues.invitations import views as poster
from dialogues.sign_up.views import my_registration, sign_up, signed_up

app_name = "dialogues"
urlpatterns = [
    path("dialog/<int:page_id>/anmal/", sign_up.sign_up_for, name="sign_up"),
    path("dialog/anmald/<str:token>/", signed_up.signed_up, name="signed_up"),
    path("dialog/anmald/<str:token>/ratta/", signed_up.correct_address, name="correct_address"),
    path("dialog/<int:page_id>/dialog.ics", calendars.calendar_entry, name="calendar_entry"),
    path("dialog/anmalan/<str:token>/", my_registration.my_registration, name="my_registration"),
    path(
        "dialog/anmalan/<str:token>/avanmal/",
        my_registration.cancel_registration,
        name="cancel_registration",
    ),
    path(
        "dialog/anmalan/<str:token>/bekrafta/",
        my_registration.confirm_registration,
        name="confirm_registration",
    ),
    path("dialog/<int:page_id>/affisch/", poster.poster, name="poster"),
    path("dialoger/nasta/", next_dialogue.next_dialogue, name="next_dialogue"),
    path("dialoger/flode.xml", DialogueFeed(), name="feed"),
    path("dialoger/kalender.ics", calendars.calendar_feed, name="calendar_feed"),
]
