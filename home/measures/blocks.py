"""Results, each with what it rests on."""

from collections.abc import Iterator, Sized
from typing import Any

from django.utils.functional import Promise
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


def caveat_errors(results: Sized, caveat: str) -> dict[str, Promise]:
    """Return what to tell whoever writes results without `results_caveat`: what they cannot say."""
    if len(results) and not caveat.strip():
        return {"results_caveat": _("Skriv också vad resultatet inte visar.")}
    return {}


def result_texts(results: Any) -> Iterator[str]:
    """Yield what each result says and rests on, as plain text for search."""
    for block in results:
        yield block.value["text"]
        yield block.value["evidence"]
