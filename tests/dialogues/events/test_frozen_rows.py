"""What was told, and why something went out with gaps, is never rewritten."""

from typing import Any

import pytest
from django.utils import timezone

from dialogues.events.models.rows import Frozen
from dialogues.invitations.models import GateException
from dialogues.models import DialogueIndexPage
from tests.factories.dialogues import DialogueChangeFactory, DialogueFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["change", "gate"])
def test_it_goes_only_with_its_dialogue(dialogue_index: DialogueIndexPage, kind: str) -> None:
    dialogue = DialogueFactory(parent=dialogue_index)
    row: Any = (
        DialogueChangeFactory(dialogue=dialogue, reason="Först.")
        if kind == "change"
        else GateException.objects.create(
            dialogue=dialogue, at=timezone.now(), points=["LEAD_TIME"], reason="Först."
        )
    )
    row.reason = "Sedan."
    for rewrite in (row.save, row.delete):
        with pytest.raises(Frozen):
            rewrite()
    assert type(row).objects.get(pk=row.pk).reason == "Först."
    dialogue.delete()
    assert not type(row).objects.exists()
