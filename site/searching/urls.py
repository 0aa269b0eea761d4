"""The address of the search page, below the prefix that config gives it."""

from django.urls import path

from searching import views

app_name = "searching"
urlpatterns = [
    path("", views.search, name="search"),
]
