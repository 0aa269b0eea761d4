"""Addresses of what residents do: find a place, tell us something."""

from django.urls import path

from home.feedback import views as feedback
from home.places import views as places

app_name = "home"
urlpatterns = [
    path("platser-hitta/", places.find_place, name="find_place"),
    path("platser-forslag/", places.suggest_places, name="suggest_places"),
    path("tyck-till/", feedback.found, name="feedback"),
    path("tyck-till/fel/", feedback.error, name="feedback_error"),
    path("tyck-till/tillganglighet/", feedback.accessibility, name="feedback_accessibility"),
    path("tyck-till/tack/<str:token>/", feedback.received, name="feedback_received"),
]
