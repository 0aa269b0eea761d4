"""The stream that most pages use."""

from wagtail import blocks

from core.blocks.contact import ContactBlock
from core.blocks.definitions import DefinitionsBlock
from core.blocks.links import LinkListBlock
from core.blocks.media import PictureBlock, SeriesBlock
from core.blocks.text import FactsBlock, QuestionBlock, StepsBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """Text, boxes, steps, pictures, figures, definitions, contacts and links."""

    text = TextBlock()
    facts = FactsBlock()
    steps = StepsBlock()
    question = QuestionBlock()
    definitions = DefinitionsBlock()
    picture = PictureBlock()
    series = SeriesBlock()
    contact = ContactBlock()
    links = LinkListBlock()
