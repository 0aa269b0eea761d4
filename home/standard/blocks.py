"""The body of standard pages: the shared blocks and home's own lists."""

from core.blocks.body import BodyBlock
from home.guidance.blocks import ContactPointsBlock, PrioritiesBlock


class StandardBody(BodyBlock):
    """Everything a standard page may hold."""

    contact_points = ContactPointsBlock()
    priorities = PrioritiesBlock()
