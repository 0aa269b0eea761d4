"""The two tables of a proposal's way: every stage and every step says all that is needed of it."""

import inspect
from typing import Any

import pytest

from associations.models import Proposal
from associations.proposals.admin.steps import ACTIONS, FORMS
from associations.proposals.domain.stages import EXITS, KEPT_BY, MOVES, OPEN, STAGES, Stage
from associations.proposals.domain.steps import STEPS, Step, further
from associations.proposals.domain.times import days_allowed, due_on
from associations.proposals.forms.steps import StepForm
from tests.factories.proposals import ProposalFactory

COMMON = {"proposal_id", "officer", "now"}
# What the forms are filled in with.
SENT = {"handler": "", "text": "Hej", "to": Stage.DIALOGUE, "confirmed": "on"}


def form_of(step: Step, proposal: Proposal) -> StepForm:
    return FORMS.get(step.name, StepForm)(SENT, step=step, proposal=proposal)


def test_every_stage_stands_in_the_table_and_only_the_last_ones_are_kept_for_a_time() -> None:
    assert list(STAGES) == list(Stage)
    assert set(STAGES) == MOVES.states
    for stage, row in STAGES.items():
        assert (stage in KEPT_BY) is (stage in MOVES.final), stage
        # Something is promised until both sides have signed.
        assert (row.days is not None) is (stage in OPEN), stage
        assert stage.label == row.officers


def test_no_two_stages_are_called_the_same() -> None:
    assert len({str(row.label) for row in STAGES.values()}) == len(Stage)
    assert len({str(row.officers) for row in STAGES.values()}) == len(Stage)


def test_every_step_has_its_action() -> None:
    assert list(ACTIONS) == list(STEPS)
    assert set(FORMS) <= set(STEPS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", STEPS)
def test_a_form_gives_what_its_action_takes(name: str) -> None:
    form = form_of(STEPS[name], ProposalFactory(status=Stage.ASSESSING))
    assert form.is_valid(), form.errors
    assert set(form.given) | COMMON == set(inspect.signature(ACTIONS[name]).parameters)


@pytest.mark.django_db
@pytest.mark.parametrize("name", STEPS)
def test_a_text_may_be_missing_only_where_nothing_says_that_it_is(name: str) -> None:
    step = STEPS[name]
    form = form_of(step, ProposalFactory(status=Stage.ASSESSING))
    assert ("text" in form.fields) is (step.text is not None)
    if step.text:
        field = form.fields["text"]
        assert field.required is (step.text.missing is not None)
        assert not field.required or field.error_messages["required"] == step.text.missing


def test_a_step_is_possible_just_where_its_move_is() -> None:
    for step in STEPS.values():
        if step.to in EXITS:
            assert step.possible == {s for s in Stage if MOVES.allows(s, to=step.to)}
    assert STEPS["move"].possible == {stage for stage in Stage if further(stage)}
    assert STEPS["erase"].possible == MOVES.final


def test_the_settings_go_before_the_table_for_what_they_name(settings: Any) -> None:
    allowed = days_allowed()
    received = ProposalFactory.build(days=0)
    settings.PROPOSAL_STAGE_DAYS = {Stage.RECEIVED: 5}
    assert days_allowed() == {**allowed, "RECEIVED": 5}
    due = due_on(received.status, received.status_since)
    settings.PROPOSAL_STAGE_DAYS = {}
    assert (due - due_on(received.status, received.status_since)).days == 2
