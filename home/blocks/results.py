"""Results, each with what it rests on."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ResultBlock(blocks.StructBlock):
    """Something that came of a measure, and how anybody knows."""

    text = blocks.TextBlock(label=_("Resultat"), rows=2)
    evidence = blocks.CharBlock(
        label=_("Hur vi vet det"),
        help_text=_("Vem som säger det och vad det bygger på. Krävs."),
    )

    class Meta:
        icon = "check"
        label = _("Resultat")


class ResultStream(blocks.StreamBlock):
    """The results of a measure."""

    result = ResultBlock()
