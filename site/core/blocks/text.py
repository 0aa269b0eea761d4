"""Blocks of words, and the words of any block."""

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

BODY_FEATURES = ["h2", "h3", "bold", "ol", "ul", "link", "document-link"]
SIMPLE_FEATURES = ["bold", "link", "ul", "ol"]


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", BODY_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "core/blocks/text.html"


class FactsBlock(blocks.StructBlock):
    """A calm box with something that must not be missed."""

    heading = blocks.CharBlock(label=_("Rubrik"), required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=SIMPLE_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Ruta")
        template = "core/blocks/facts.html"


class StepBlock(blocks.StructBlock):
    """One step of a course of events."""

    heading = blocks.CharBlock(label=_("Rubrik"))
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "list-ol"
        label = _("Steg")


class StepsBlock(blocks.StructBlock):
    """Something that happens in a certain order."""

    heading = blocks.CharBlock(label=_("Rubrik"), required=False)
    steps = blocks.ListBlock(StepBlock(), label=_("Steg"))

    class Meta:
        icon = "list-ol"
        label = _("Steg för steg")
        template = "core/blocks/steps.html"


class QuestionBlock(blocks.StructBlock):
    """A question that folds out its answer."""

    question = blocks.CharBlock(label=_("Fråga"))
    answer = blocks.RichTextBlock(label=_("Svar"), features=SIMPLE_FEATURES)

    class Meta:
        icon = "help"
        label = _("Fråga och svar")
        template = "core/blocks/question.html"


def plain_text(stream: blocks.StreamValue) -> str:
    """Return the words of a stream, for search and summaries."""
    parts: list[str] = []
    for child in stream:
        parts.extend(str(part) for part in child.block.get_searchable_content(child.value))
    return strip_tags(" ".join(parts))
