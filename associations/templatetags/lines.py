"""Texts that editors write with one thing a line."""

from django import template

from associations.page_rows import lines

register = template.Library()
register.filter(lines)
