"""The demo content of associations: facts restated from public documents.

Nothing is invented but the proposals, of which pages tell only the numbers.
"""

from associations.demo.load import build

__all__ = ["build"]
