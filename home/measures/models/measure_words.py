"""What an editor chooses from when describing a measure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.measures.domain.measure_status import Stated


class StatedStatus(models.TextChoices):
    """What the source said, in the editor's words."""

    PLANNED = Stated.PLANNED.value, _("Planerad")
    ONGOING = Stated.ONGOING.value, _("Pågående")
    DONE = Stated.DONE.value, _("Genomförd")


class PreventionBasis(models.TextChoices):
    """Who says what kind of prevention this is."""

    SOURCE = "SOURCE", _("Källan säger det")
    ASSESSMENT = "ASSESSMENT", _("Vår bedömning")
