"""Figures about a place."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.media import SeriesBlock


class IndicatorStream(blocks.StreamBlock):
    """Series of figures, each in a chart of its own."""

    series = SeriesBlock()

    class Meta:
        label = _("Statistik")
