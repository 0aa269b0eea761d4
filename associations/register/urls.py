"""Addresses of the register's files."""

from django.urls import path

from associations.register import exports

urlpatterns = [
    path("partnerskap/export.csv", exports.register_csv, name="register_csv"),
    path("partnerskap/export.json", exports.register_json, name="register_json"),
]
