"""What comes after a dialogue: the report that is promised, late, and there."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model

from dialogues.events.page_view.shown import Face
from dialogues.models import DialogueIndexPage, DialoguePage, ReportFinding
from home.models import MeasureIndexPage
from tests.factories.dialogues import DialogueFactory
from tests.factories.home import MeasureFactory

pytestmark = pytest.mark.django_db


def test_afterwards_the_report_is_promised_for_a_day(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    page = DialogueFactory(parent=dialogue_index, held=True)
    response = visitor.get(page.url)
    assert response.context["dialogue"].face == Face.AFTERWARDS
    assert "Rapporten finns här senast" in response.text
    assert "Kom hit" not in response.text


def test_a_report_that_did_not_come_is_promised_no_longer(
    dialogue_index: DialogueIndexPage, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = datetime.fromisoformat("2031-11-04T20:00:00+01:00")
    page = DialogueFactory(
        parent=dialogue_index, starts_at=ended - timedelta(hours=2), ends_at=ended
    )
    late_from = datetime.fromisoformat("2031-11-12T00:00:00+01:00")
    promise, late = "Rapporten finns här senast", "Rapporten skulle ha funnits här"
    for now, told, not_told in (
        (late_from - timedelta(seconds=1), promise, late),
        (late_from, late, promise),
    ):
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        text = visitor.get(page.url).text
        assert f"{told} tisdag 11 november 2031" in text
        assert not_told not in text
    assert late_from in page.moments(ended)


def test_the_report_has_its_documents_and_how_many_questions_were_answered(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    file = ContentFile(b"%PDF-1.4", name="protokoll.pdf")
    document = get_document_model().objects.create(title="Protokoll", file=file)
    page = DialogueFactory(
        parent=dialogue_index,
        reported=True,
        questions_answered=37,
        documents=[
            ("attachment", {"title": "Protokollet", "document": document}),
            ("attachment", {"title": "Kartan", "document": None}),
        ],
    )
    text = visitor.get(page.url).text
    assert re.search(r"besvarade frågor</dt><dd[^>]*>37</dd>", text)
    assert f'<a href="{document.url}">Protokollet</a>' in text
    assert "Kartan <span" in text


def test_the_report_is_dated_when_it_is_first_published_and_never_again(
    dialogue_index: DialogueIndexPage, measure_index: MeasureIndexPage, visitor: Client
) -> None:
    page = DialogueFactory(parent=dialogue_index, held=True)
    draft = DialoguePage.objects.get(pk=page.pk)
    draft.report_summary = "Vi såg tre mörka ställen."
    revision = draft.save_revision()
    assert DialoguePage.objects.get(pk=page.pk).reported_at is None
    revision.publish()
    reported_at = DialoguePage.objects.get(pk=page.pk).reported_at
    assert reported_at is not None
    # Later versions know nothing of the time, and may be older than it.
    again = draft.get_latest_revision_as_object()
    again.participants = 14
    again.finding_rows = [
        ReportFinding(
            text="Lyktan är släckt.",
            next_step="Vi byter den.",
            measure=MeasureFactory(parent=measure_index, title="Bättre ljus"),
        )
    ]
    again.save_revision().publish()
    page = DialoguePage.objects.get(pk=page.pk)
    assert page.reported_at == reported_at
    response = visitor.get(page.url)
    assert response.context["dialogue"].face == Face.REPORT
    for told in ("Vi såg tre mörka ställen.", "14", "Lyktan är släckt.", "Bättre ljus"):
        assert told in response.text
    page.report_summary = ""
    page.save_revision().publish()
    assert DialoguePage.objects.get(pk=page.pk).reported_at is None
