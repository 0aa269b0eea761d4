"""The way of a proposal as its sender sees it: passed, present and ahead, without a database."""

from datetime import UTC, datetime

import pytest

from associations.proposals.domain.stages import Stage
from associations.proposals.domain.way import Passing, way

NOW = datetime(2026, 3, 9, tzinfo=UTC)


def test_the_way_shows_what_was_passed_and_what_may_come() -> None:
    at = [datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 9)]
    there = {Stage.RECEIVED: at[0], Stage.ASSESSING: at[1], Stage.DRAFTING: at[2]}
    back = way(Stage.DIALOGUE, {**there, Stage.DIALOGUE: at[3]})
    assert [(step.stage, step.passing) for step in back] == [
        (Stage.RECEIVED, Passing.DONE),
        (Stage.ASSESSING, Passing.DONE),
        (Stage.DIALOGUE, Passing.PRESENT),
        (Stage.LEGAL_REVIEW, Passing.AHEAD),
        (Stage.DRAFTING, Passing.AHEAD),
        (Stage.BOARD_DECISION, Passing.AHEAD),
        (Stage.SIGNED, Passing.AHEAD),
    ]
    assert [step.since for step in back] == [at[0], at[1], at[3], None, None, None, None]


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_a_way_with_one_present_step(stage: Stage) -> None:
    steps = way(stage, {Stage.RECEIVED: NOW, stage: NOW})
    assert [step.stage for step in steps if step.passing is Passing.PRESENT] == [stage]
    assert len({step.stage for step in steps}) == len(steps)
