"""Registers the page of readings in the admin."""

from wagtail import hooks

from config.readings.page import readings_menu_item, readings_urls

hooks.register("register_admin_urls", readings_urls)
hooks.register("register_reports_menu_item", readings_menu_item)
