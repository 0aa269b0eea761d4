"""Settings to examine: Django's own, or those that are just being read."""

from types import SimpleNamespace

from django.conf import LazySettings

Given = LazySettings | SimpleNamespace
