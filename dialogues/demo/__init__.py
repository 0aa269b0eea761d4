"""The demo content of dialogues: facts restated from public documents, and a few examples.

What is invented, in `examples`, says so in its title and is made in a demonstration only.
"""

from dialogues.demo.load import build

__all__ = ["build"]
