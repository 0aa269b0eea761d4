"""Addresses of the communicator's steps in one dialogue, under the admin."""

from django.urls import path

from dialogues.events.admin.plan_changes import change
from dialogues.sign_up.admin.registrations import as_table, printout, show

app_name = "dialogue_admin"
urlpatterns = [
    path("<int:page_id>/flytta/", change, {"step": "move"}, name="move"),
    path("<int:page_id>/skjut-upp/", change, {"step": "postpone"}, name="postpone"),
    path("<int:page_id>/stall-in/", change, {"step": "cancel"}, name="cancel"),
    path("<int:page_id>/anmalda/", show, name="registrations"),
    path("<int:page_id>/anmalda/utskrift/", printout, name="registrations_print"),
    path("<int:page_id>/anmalda/tabell/", as_table, name="registrations_table"),
]
