"""The parts of an official report."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from core.blocks.text import SIMPLE_FEATURES


class AnsweredQuestionBlock(blocks.StructBlock):
    """One question with the officials' answer in short, and in full if we have it."""

    number = blocks.IntegerBlock(label=_("Nummer"), min_value=1)
    question = blocks.TextBlock(label=_("Fråga"), rows=2)
    short_answer = blocks.TextBlock(label=_("Kort svar"))
    full_answer = blocks.RichTextBlock(
        label=_("Hela svaret"), required=False, features=SIMPLE_FEATURES
    )

    class Meta:
        icon = "help"
        label = _("Fråga och svar")


class QuestionStream(blocks.StreamBlock):
    """The questions of a report, in the report's order."""

    question = AnsweredQuestionBlock()


class AttachmentBlock(blocks.StructBlock):
    """An attachment that the report names, whether or not we can show it."""

    title = blocks.CharBlock(label=_("Titel"))
    document = DocumentChooserBlock(
        label=_("Fil"), required=False, help_text=_("Utan fil står det att bilagan inte finns här.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Bilaga")


class AttachmentStream(blocks.StreamBlock):
    """The attachments of a report."""

    attachment = AttachmentBlock()
