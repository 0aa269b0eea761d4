"""Six invented dialogues, so that a demonstration shows every state a dialogue can be in.

Each says in its title that it is an example. Their dates are counted from the day of loading.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dialogues.demo.example_pages import (
    cancelled_walk,
    dialogue_to_move,
    evening,
    open_house,
    reported_walk,
    walk_in_three_weeks,
    workshop_tomorrow,
)
from dialogues.events.actions.plan_changes import cancel_dialogue, move_dialogue
from dialogues.models import DialogueIndexPage, DialoguePage
from home.demo.garden import Garden


def build_examples(garden: Garden, index: DialogueIndexPage, now: datetime) -> None:
    """Make one that is going on, one tomorrow, one in three weeks, one moved, cancelled, reported.

    Two are changed as a communicator changes them, so that what was decided is in their logs.
    """
    for page in (
        open_house(garden, now),
        workshop_tomorrow(garden, now),
        walk_in_three_weeks(garden, now),
        reported_walk(garden, now),
    ):
        _plant(garden, index, page)
    _move(garden, _plant(garden, index, dialogue_to_move(garden, now)), now)
    _cancel(garden, _plant(garden, index, cancelled_walk(garden, now)))


def _plant(garden: Garden, index: DialogueIndexPage, page: DialoguePage) -> DialoguePage:
    """Plant an example; a refresh begins it anew without ado, which publishing would not."""
    if garden.planter.refresh:
        known = DialoguePage.objects.child_of(index).filter(slug=page.slug)
        known.update(
            starts_at=page.starts_at,
            ends_at=page.ends_at,
            is_cancelled=False,
            is_postponed=False,
        )
        for each in known:
            each.changes.all().delete()
    return garden.planter.page(index, page)


def _move(garden: Garden, page: DialoguePage, now: datetime) -> None:
    if not garden.planter.may_write(page):
        return
    starts_at = evening(now, days=35, hour=18)
    move_dialogue(
        dialogue_id=page.pk,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=120),
        reason="Lokalen var redan bokad den kvällen.",
        officer=None,
    )


def _cancel(garden: Garden, page: DialoguePage) -> None:
    if not garden.planter.may_write(page):
        return
    cancel_dialogue(
        dialogue_id=page.pk,
        reason="Vägen grävs upp den veckan. Vi bjuder in igen när den är öppen.",
        officer=None,
    )
