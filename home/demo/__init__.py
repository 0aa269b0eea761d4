"""The demo content of home: facts restated from public documents, nothing invented."""

from home.demo.facts_problems import FactsError
from home.demo.load import build

__all__ = ["FactsError", "build"]
