"""Blocks of pictures and figures."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class PictureBlock(blocks.StructBlock):
    """A picture with its text and, if useful, a caption."""

    image = ImageBlock(label=_("Bild"))
    caption = blocks.CharBlock(label=_("Bildtext"), required=False)

    class Meta:
        icon = "image"
        label = _("Bild")
        template = "core/blocks/picture.html"


class FigureKind:
    """What a series of figures is about. Reported and perceived never share a chart."""

    REPORTED = "REPORTED"
    PERCEIVED = "PERCEIVED"
    OTHER = "OTHER"
    choices = (
        (REPORTED, _("Anmälda brott")),
        (PERCEIVED, _("Upplevd otrygghet")),
        (OTHER, _("Annat")),
    )


class ValueBlock(blocks.StructBlock):
    """One value of a series."""

    year = blocks.IntegerBlock(label=_("År"), min_value=1900, max_value=2100)
    value = blocks.DecimalBlock(
        label=_("Värde"),
        decimal_places=2,
        min_value=0,
        required=False,
        help_text=_("Högst två decimaler. Lämna tomt om värdet saknas: noll är också ett värde."),
    )
    note = blocks.CharBlock(
        label=_("Kommentar"), required=False, help_text=_("Visas i tabellen, vid året.")
    )


class Figure(NamedTuple):
    """One figure as the table shows it. A value that is not known is None."""

    year: int
    value: Decimal | None
    note: str


class SeriesValue(blocks.StructValue):
    """A series as the chart and the table read it."""

    @property
    def rows(self) -> list[Figure]:
        """The figures, the oldest first."""
        values = sorted(self["values"], key=lambda item: item["year"])
        return [Figure(item["year"], item["value"], item["note"] or "") for item in values]

    @property
    def points(self) -> list[tuple[int, Decimal | None]]:
        """Year and value, the oldest first."""
        return [(row.year, row.value) for row in self.rows]

    @property
    def has_notes(self) -> bool:
        """Whether anything is said of single figures."""
        return any(row.note for row in self.rows)

    @property
    def kind_label(self) -> str:
        """What the series is about, in words."""
        return str(dict(FigureKind.choices)[self["kind"]])


class SeriesBlock(blocks.StructBlock):
    """An indicator over the years: drawn as a chart, always with its table."""

    title = blocks.CharBlock(label=_("Rubrik"))
    kind = blocks.ChoiceBlock(
        choices=FigureKind.choices,
        default=FigureKind.OTHER,
        label=_("Vad siffrorna visar"),
        help_text=_("Anmälda brott och upplevd otrygghet får aldrig stå i samma diagram."),
    )
    unit = blocks.CharBlock(label=_("Enhet"), help_text=_("Till exempel ”procent” eller ”antal”."))
    values = blocks.ListBlock(ValueBlock(), label=_("Värden"), min_num=2)
    source = blocks.CharBlock(label=_("Källa"))
    source_url = blocks.URLBlock(label=_("Adress till källan"), required=False)
    caveat = blocks.CharBlock(
        label=_("Vad siffrorna inte säger"),
        help_text=_("En mening som alltid står vid diagrammet."),
    )

    class Meta:
        icon = "order"
        label = _("Diagram med tabell")
        template = "core/blocks/series.html"
        value_class = SeriesValue
