"""The index pages of home, in the order of the menu, and where those of other apps go in it."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page

from home.foundation.planting import Planter
from home.models import (
    ActorIndexPage,
    AnswerIndexPage,
    HomePage,
    MeasureIndexPage,
    NewsIndexPage,
    PlaceIndexPage,
)


@dataclass(frozen=True)
class Indexes:
    """The pages under which everything else is listed."""

    places: PlaceIndexPage
    measures: MeasureIndexPage
    answers: AnswerIndexPage
    news: NewsIndexPage
    actors: ActorIndexPage


_ANSWERS = (
    "Här läser du svaren på frågor om trygghet som partier och invånare ställer till"
    " stadsdelsnämnden."
)


def build_indexes(planter: Planter, home: HomePage, *, of_answers: str = _ANSWERS) -> Indexes:
    """Make the index pages, in the order of the menu. `of_answers` introduces the answers."""
    return Indexes(
        places=planter.page(
            home,
            PlaceIndexPage(
                title="Platser",
                slug="platser",
                show_in_menus=True,
                introduction="Välj en plats. Då ser du vad som görs där och vad som har ändrats.",
            ),
        ),
        measures=planter.page(
            home,
            MeasureIndexPage(
                title="Insatser",
                slug="insatser",
                show_in_menus=True,
                introduction=(
                    "Här ser du vad som görs för tryggheten, vem som ansvarar och vad det har gett."
                ),
            ),
        ),
        answers=planter.page(
            home,
            AnswerIndexPage(
                title="Frågor och svar",
                slug="svar",
                show_in_menus=True,
                introduction=of_answers,
            ),
        ),
        news=planter.page(
            home,
            NewsIndexPage(
                title="Nyheter",
                slug="nyheter",
                show_in_menus=True,
                introduction="Det senaste om tryggheten i ditt område.",
            ),
        ),
        actors=planter.page(
            home,
            ActorIndexPage(
                title="Aktörer",
                slug="aktorer",
                introduction=(
                    "Myndigheter, föreningar, yrkesgrupper och andra som arbetar för tryggheten."
                ),
            ),
        ),
    )


def follow_measures(home: HomePage, *pages: Page) -> None:
    """Let pages that were just made follow the measures in the menu, in the order given."""
    before = MeasureIndexPage.objects.child_of(home).order_by("path").first()
    for page in reversed(pages):
        if before is not None:
            page.refresh_from_db()
            before.refresh_from_db()
            page.move(before, pos="right")
            page.refresh_from_db()
