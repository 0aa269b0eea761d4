"""What a load has made so far, by the names that the facts use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from core.models import Actor, FundingSource, PageSource, Topic, TopicOnPage
from home.demo.facts_records import Facts, Source
from home.demo.text_records import TextSource
from home.foundation.planting import Planter
from home.models import AnswerPage, HomePage, MeasurePage, PlacePage


@dataclass
class Garden:
    """The facts, the planter, and everything that later parts of the load refer to."""

    facts: Facts
    planter: Planter
    home: HomePage
    topics: dict[str, Topic] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    funding: dict[str, FundingSource] = field(default_factory=dict)
    answers: dict[str, AnswerPage] = field(default_factory=dict)
    places: dict[str, PlacePage] = field(default_factory=dict)
    measures: dict[str, MeasurePage] = field(default_factory=dict)

    def page_sources(self, sources: Iterable[Source | TextSource]) -> list[PageSource]:
        """Return the rows that say where a page comes from, in the order of the facts."""
        return [
            PageSource(
                document_id=self.answers[source.answer].pk, reference=source.ref, sort_order=number
            )
            for number, source in enumerate(sources)
        ]

    def as_of(self, sources: Iterable[Source]) -> date | None:
        """Return the month of the youngest source: what it says was true then."""
        months = [self.answers[source.answer].as_of for source in sources]
        return max((month for month in months if month), default=None)

    def one_source(self, sources: list[Source]) -> dict[str, object]:
        """Return the fields of a SourceReference: the first document, and every part of it cited.

        A row can name one document; where a fact has two, the page above names the other.
        """
        first = sources[0]
        parts = [source.ref for source in sources if source.answer == first.answer]
        return {
            "document_id": self.answers[first.answer].pk,
            "reference": " och ".join([parts[0], *(part.lower() for part in parts[1:])]),
        }

    def tagged(self, slugs: Iterable[str]) -> list[TopicOnPage]:
        """Return the rows that give a page its topics."""
        return [TopicOnPage(tag=self.topics[slug]) for slug in slugs]
