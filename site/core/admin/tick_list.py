"""How several rows of another model are chosen in the admin: a list to tick, with a search."""

from typing import Any

from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple, Media
from django.utils.translation import gettext
from wagtail.admin.forms.models import register_form_field_override

from core.language.words import sort_key

# A list that is seen at a glance needs no search.
MOST_WITHOUT_SEARCH = 12


class TickList(CheckboxSelectMultiple):
    """Every choice with its box: what is chosen first, then the rest as Swedish orders words.

    A script adds a search to a long list. Without it the whole list is there, to scroll in.
    """

    template_name = "core/admin/tick_list.html"

    @property
    def media(self) -> Media:
        """The search, and how the list looks."""
        return Media(css={"all": ["css/admin-tick-list.css"]}, js=["js/admin-tick-list.js"])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the choices in their order, and whether they are so many that one looks for them."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        options = [option for group in context["widget"]["optgroups"] for option in group[1]]
        context["widget"] |= {
            "options": sorted(options, key=_chosen_first),
            "has_search": len(options) > MOST_WITHOUT_SEARCH,
        }
        return context

    def create_option(
        self, name: str, value: Any, label: int | str, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Say of a page that readers do not see it: it can be chosen, and stay chosen."""
        instance = getattr(value, "instance", None)
        if not getattr(instance, "live", True):
            label = gettext("%(title)s (inte publicerad)") % {"title": label}
        return super().create_option(name, value, label, *args, **kwargs)


def _chosen_first(option: dict[str, Any]) -> tuple[bool, str]:
    return not option["selected"], sort_key(str(option["label"]))


def register_tick_lists() -> None:
    """Let every form of the admin choose several rows this way, those of other apps included."""
    register_form_field_override(ManyToManyField, override={"widget": TickList})
