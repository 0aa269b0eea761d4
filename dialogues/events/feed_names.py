"""What a feed is called, for people: «Trygghetsvandringar i Solberga»."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# By the values of DialogueKind, which stands above this.
_SEVERAL = {
    "DIALOGUE": gettext_lazy("Trygghetsdialoger"),
    "WALK": gettext_lazy("Trygghetsvandringar"),
    "ASSOCIATION_DAY": gettext_lazy("Föreningsdagar"),
    "WORKSHOP": gettext_lazy("Workshoppar"),
    "ACTIVATION": gettext_lazy("Platsaktiveringar"),
}


def feed_name(place: str, kind: str | None) -> str:
    """Return the name of the feed of a place and a kind; either may be missing."""
    # All kinds together have the name that the district gives them.
    what = str(_SEVERAL[kind]) if kind else _("Trygghetsdialoger")
    return _("%(what)s i %(place)s") % {"what": what, "place": place} if place else what
