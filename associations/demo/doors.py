"""Where on the front page and in the menu one meets what associations has made."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from associations.foundation import doors
from home.demo.garden import Garden
from home.foundation.indexes import follow_measures


def point_doors(garden: Garden, directory: Page, guide: Page) -> None:
    """Let the front page's doors for associations lead to the directory and the guide.

    Only when the directory is new; later the doors are the editors'.
    """
    if not garden.planter.may_write(directory):
        return
    ours = doors(directory, guide)
    home = garden.home
    home.doors = [(door.block_type, _pointed(door.value, ours)) for door in home.doors]
    home.save_revision().publish()


def _pointed(door: Any, ours: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {**door, **ours.get(door["heading"], {})}


def order_menu(garden: Garden, *pages: Page) -> None:
    """Let new pages follow the measures in the menu, in the order given."""
    follow_measures(garden.home, *(page for page in pages if garden.planter.may_write(page)))
