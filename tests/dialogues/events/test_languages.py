"""A dialogue that there is in the reader's language is listed in that one, and once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from dialogues.models import DialogueIndexPage, DialoguePage
from tests.factories.dialogues import DialogueFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_midweek")]


@pytest.fixture
def both(dialogue_index: DialogueIndexPage) -> DialogueIndexPage:
    """Two to come and two reported; of each pair one is in English too."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    dialogue_index.get_parent().copy_for_translation(english).save_revision().publish()
    dialogue_index.copy_for_translation(english).save_revision().publish()
    tomorrow = timezone.now() + timedelta(days=1)
    for title, told in (
        ("Vandring", {"starts_at": tomorrow}),
        ("Möte", {"starts_at": tomorrow + timedelta(hours=1)}),
        ("Om ljus", {"reported": True}),
        ("Om buskar", {"reported": True, "starts_at": timezone.now() - timedelta(days=11)}),
    ):
        page = DialogueFactory(parent=dialogue_index, title=title, **told)
        if title in ("Vandring", "Om ljus"):
            translated = page.copy_for_translation(english)
            translated.title = f"{title} in English"
            translated.save_revision().publish()
    return dialogue_index


@pytest.mark.parametrize(
    ("before", "coming", "reports"),
    [
        ("", ["Vandring", "Möte"], ["Om ljus", "Om buskar"]),
        ("/en", ["Vandring in English", "Möte"], ["Om ljus in English", "Om buskar"]),
    ],
    ids=["Swedish", "English"],
)
def test_the_front_page_and_the_month_show_each_once_in_the_readers_language(
    both: DialogueIndexPage, visitor: Client, before: str, coming: list[str], reports: list[str]
) -> None:
    (card,) = visitor.get(f"{before}/").context["cards"]
    shown = [card.context["next"], *card.context["later"]]
    assert [row.entry.title for row in shown] == coming
    assert [entry.title for entry in card.context["reports"]] == reports
    months = {f"{timezone.localdate() + timedelta(days=days):%Y-%m}" for days in (1, 0, -9, -11)}
    held = [
        row.entry.title
        for month in months
        for week in visitor.get(f"{before}/dialoger/?manad={month}").context["month"].weeks
        for day in week
        if day.is_inside
        for row in day.rows
    ]
    assert sorted(held) == sorted([*coming, *reports])


def test_a_translation_that_is_taken_down_leaves_the_original(
    both: DialogueIndexPage, visitor: Client
) -> None:
    DialoguePage.objects.get(title="Vandring in English").unpublish()
    (card,) = visitor.get("/en/").context["cards"]
    assert card.context["next"].entry.title == "Vandring"


def test_reports_without_a_day_come_after_those_that_have_one(
    dialogue_index: DialogueIndexPage, visitor: Client
) -> None:
    told = {"parent": dialogue_index, "report_summary": "Vi såg tre mörka ställen."}
    DialogueFactory(**told, title="Utan dag, äldre", undated=True)
    DialogueFactory(**told, title="Utan dag", undated=True)

    def shown() -> list[str]:
        (card,) = visitor.get("/").context["cards"]
        return [entry.title for entry in card.context["reports"]]

    assert shown() == ["Utan dag", "Utan dag, äldre"]
    DialogueFactory(parent=dialogue_index, title="Med dag", reported=True)
    assert shown() == ["Med dag", "Utan dag"]
    DialogueFactory(**told, title="Senare dag", held=True)
    assert shown() == ["Senare dag", "Med dag"]
