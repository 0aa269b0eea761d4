"""Addresses of what is no page: files of the directory and the register, and forms."""

from associations.directory.urls import urlpatterns as of_directory
from associations.proposals.urls import urlpatterns as of_proposals
from associations.register.urls import urlpatterns as of_register

app_name = "associations"
urlpatterns = [*of_directory, *of_register, *of_proposals]
