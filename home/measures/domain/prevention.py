"""The three kinds of prevention.

Source: Konkreta och direkta trygghetsskapande åtgärder, HÄ 2024/295, "Synpunkter och förslag".
Their definitions are kept as `core.Definition` under the same slugs.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PreventionType(models.TextChoices):
    """Strengthen people, change the situation, or make a place feel safer."""

    SOCIAL = "social", _("Social brottsprevention")
    SITUATIONAL = "situational", _("Situationell brottsprevention")
    REASSURANCE = "reassurance", _("Trygghetsskapande")


class PreventionBasis(models.TextChoices):
    """Who says what kind of prevention this is."""

    SOURCE = "SOURCE", _("Källan säger det")
    ASSESSMENT = "ASSESSMENT", _("Vår bedömning")
