"""What a copy of a dialogue takes along: every field is copied, cleared, or listed here."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import models
from django.test import RequestFactory
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.managers import TaggableManager
from wagtail.fields import StreamField
from wagtail.models import Page

from core.models import PageSource, Topic, TopicOnPage
from dialogues.invitations.admin.copies import begin_anew
from dialogues.models import AgendaItem, DialogueIndexPage, DialoguePage, ReportFinding
from home.models import PlacePage
from tests.dialogues.organising import invitation
from tests.factories.dialogues import SeriesFactory

pytestmark = pytest.mark.django_db

# What belongs to the one dialogue that was held, or to the invitation to it.
CLEARED = {
    "starts_at",
    "ends_at",
    "sign_up_closes_at",
    "is_cancelled",
    "is_postponed",
    "reported_at",
    "report_summary",
    "participants",
    "questions_answered",
    "gate_reason",
    "change_reason",
    "finding_rows",
}
# Rows that nobody edits: they tell of the dialogue that they belong to, or point at its page.
NEVER_COPIED = {"changes", "gate_exceptions", "registrations"}
# Which page it is, and pictures, which a test does not make.
LISTED = {"page_ptr", "social_image"}


def own_fields() -> dict[str, Any]:
    """Every field and relation of a dialogue that no other page has as well."""
    of_page = {field.name for field in Page._meta.get_fields()}
    fields = {field.name: field for field in DialoguePage._meta.get_fields(include_hidden=False)}
    return {name: field for name, field in fields.items() if name not in of_page}


def filled_in(page: DialoguePage, place: PlacePage) -> DialoguePage:
    """Return the dialogue with something in every field, whatever it is."""
    numbers = count(1)
    for name, field in own_fields().items():
        if name in LISTED or field.auto_created or isinstance(field, ParentalManyToManyField):
            continue
        if isinstance(field, TaggableManager):
            topic = Topic.objects.create(name="Ljus", slug="ljus")
            page.topic_links.add(TopicOnPage(tag=topic))
        elif name == "series":
            page.series = SeriesFactory()
        elif name == "digital_url":
            page.digital_url = "https://exempel.se/motesrum"
        else:
            setattr(page, name, value_for(field, next(numbers)))
    page.agenda_rows.add(AgendaItem(title="Vi går"))
    page.finding_rows.add(ReportFinding(text="Mörkt vid trappan"))
    page.source_links.add(PageSource(external_title="Protokoll", reference="sida 2"))
    page.places = [place]
    page.save()
    return page


def value_for(field: Any, number: int) -> Any:
    """Return something that is not what a new dialogue has in the field."""
    if field.choices:
        return next(code for code, _label in field.choices if code != field.get_default())
    if isinstance(field, models.BooleanField):
        return not field.get_default()
    if isinstance(field, models.DateTimeField):
        return timezone.now().replace(microsecond=0) - timedelta(days=9, hours=-number)
    if isinstance(field, models.DateField):
        return date(2025, 1, number % 28 + 1)
    if isinstance(field, StreamField):
        return [("attachment", {"title": "Protokoll", "document": None})]
    if isinstance(field, models.IntegerField):
        return number + 20
    if isinstance(field, models.EmailField):
        return f"nummer{number}@exempel.se"
    assert isinstance(field, models.CharField | models.TextField), field
    return f"Text {number}"


def content_of(page: DialoguePage, name: str) -> Any:
    """Return what the page has in a field, of rows what they say."""
    field = own_fields()[name]
    value = getattr(page, name)
    if isinstance(field, TaggableManager | ParentalManyToManyField):
        return sorted(str(each.pk) for each in value.all())
    if field.auto_created:
        return sorted(str(row) for row in value.all())
    if isinstance(field, StreamField):
        return value.get_prep_value()
    return value


def test_every_field_is_copied_cleared_or_listed(
    dialogue_index: DialogueIndexPage, square: PlacePage, rf: RequestFactory
) -> None:
    original = filled_in(invitation(square, parent=dialogue_index), square)
    original.save_revision(clean=False).publish()
    original.refresh_from_db()
    copy = original.copy(update_attrs={"slug": "nasta"}, user=None)
    request = rf.get("/")
    request.user = None  # type: ignore[assignment]
    begin_anew(request, original, copy)
    copy = DialoguePage.objects.get(pk=copy.pk)
    told: dict[str, set[str]] = {"copied": set(), "cleared": set(), "lost": set()}
    for name, field in own_fields().items():
        if name in LISTED | NEVER_COPIED:
            continue
        mine, new = content_of(original, name), content_of(copy, name)
        is_row = field.auto_created or isinstance(field, ParentalKey)
        fresh = [] if is_row else getattr(DialoguePage(), name, None)
        assert mine not in (None, "", []), name
        told["copied" if new == mine else "cleared" if new == fresh else "lost"].add(name)
    assert told["lost"] == set()
    assert told["cleared"] == CLEARED
