"""Each field of a page type is in its search document, or left out for a reason.

Whether it is in is tried out: the field gets another value, and the document must change.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, get_page_models

from core.models import BasePage
from core.pages.search_document import SearchDocument
from tests.factories import associations, dialogues, home

WORD = "sebraord"
MAKE = {
    factory._meta.model: factory
    for module in (associations, dialogues, home)
    for factory in vars(module).values()
    if isinstance(factory, type) and issubclass(factory, module.PublishedPageFactory)
    and factory is not module.PublishedPageFactory
}  # fmt: skip
FOUND = [model for model in get_page_models() if getattr(model, "search_kind", "")]

# Fields that say something only together.
TOGETHER = {
    "AssociationPage": {
        "email": "vi@example.org",
        "phone": "08-1",
        "website": "https://vi.example/",
        "email_is_public": True,
        "phone_is_public": True,
        "website_is_public": True,
    },
}
_READ = "read on the page, and too small to be searched for"
_ROW = "shown on the row of a list, not searched for"
_OWN = "the portal's own, never public"
_NOT_YET = "text of the page that search does not know yet"
_OTHERS = "tells of other pages, which are found themselves"
_FILES = "files are found by the page that offers them"
# What no page says of itself in lists and search, and why.
OF_ALL = {
    "review_every": _OWN,
    "reviewed_on": _READ,
    "social_image": "a picture for other sites",
    "source_links": _OTHERS,
}
LEFT_OUT: dict[str, dict[str, set[str]]] = {
    "AccessibilityStatementPage": {
        _NOT_YET: {"method", "outside_law", "shortcomings", "unreasonable_burden"},
        _READ: {"assessed_on", "compliance", "service_name", "updated_on"},
    },
    "AnswerPage": {
        _FILES: {"attachments"},
        _READ: {"board", "decision_status", "document_date", "prepared_by"},
    },
    "AssociationPage": {
        "the same association, under which other pages know it": {"actor"},
        "what is asked is when the entry was checked": {"as_of"},
        _OWN: {"reminders_sent", "review_email"},
        _READ: {"contact_role"},
        _ROW: {"phone"},
    },
    "DialoguePage": {
        _FILES: {"documents"},
        _NOT_YET: {"after_text", "live_text", "what_can_change", "what_cannot_change"},
        _OTHERS: {"series"},
        _OWN: {"gate_reason", "without_district", "without_police"},
        _READ: {
            *("access", "answers_come_back", "as_of", "capacity", "change_reason"),
            *("contact_email", "contact_phone", "contact_role", "digital_help"),
            *("has_hearing_loop", "has_toilet", "if_cancelled", "is_step_free", "participants"),
            *("participation", "phone_alternative", "questions_answered", "recording_notice"),
            *("sign_up", "sign_up_closes_at"),
        },
        _ROW: {"period_text"},
        "withheld until the room opens": {"digital_url", "link_access", "meeting_code"},
    },
    "MeasurePage": {
        _NOT_YET: {"cost_note", "period_text", "prevention_basis"},
        _OTHERS: {"funding", "led_to_by"},
        _READ: {"cost_total"},
    },
    "NewsPage": {"its date is that of publishing": {"as_of"}},
    "PartnershipPage": {
        _FILES: {"attachments"},
        _OTHERS: {"measures", "predecessor"},
        _READ: {"decided_by", "decided_on", "follow_up_every", "signed_by_role", "signed_on"},
    },
    "PlacePage": {
        "drawn on the map": {"accuracy_m", "latitude", "longitude"},
        "figures, read in their table": {"indicators"},
    },
    "ProposalFiguresPage": {_NOT_YET: {"body"}},
    "StandardPage": {_READ: {"is_easy_to_read"}},
}


OF_PAGE = {"title", "search_description", "source_links"}


def own_fields(model: type[Page]) -> dict[str, Any]:
    """The fields and rows of a page type beside those that Wagtail gives to all."""
    of_wagtail = {field.name for field in Page._meta.get_fields()} - OF_PAGE
    fields = {field.name: field for field in (*model._meta.fields, *model._meta.many_to_many)}
    rows = {relation.get_accessor_name(): relation for relation in get_all_child_relations(model)}
    found = {**fields, **rows, "topics": model._meta.get_field("topics")}
    return {
        name: field
        for name, field in found.items()
        if name not in of_wagtail and not getattr(field, "primary_key", False)
    }


def other_value(field: Any, now: Any = None) -> Any:
    """A value for a field that is not the one it has now."""
    if isinstance(field, StreamField):
        return field.to_python([_block(*next(iter(field.stream_block.child_blocks.items())))])
    if field.choices:
        return next(value for value, _label in field.choices if value and value != now)
    if isinstance(field, models.ForeignKey):
        return _row(field.related_model)
    if isinstance(field, models.BooleanField):
        return not now
    if isinstance(field, models.DateTimeField):
        return (now or timezone.now()) + timedelta(days=40)
    if isinstance(field, models.DateField):
        return (now or date(2024, 1, 1)) + timedelta(days=400)
    if isinstance(field, models.DecimalField | models.IntegerField):
        return Decimal((now or 0) + 1) if isinstance(field, models.DecimalField) else (now or 0) + 1
    if isinstance(field, models.URLField):
        return f"https://{WORD}.example/"
    if isinstance(field, models.EmailField):
        return f"{WORD}@example.org"
    return WORD if field.max_length is None or field.max_length >= len(WORD) else WORD[:1]


def _block(name: str, block: Any) -> dict[str, Any]:
    return {"type": name, "value": _stored(block)}


def _stored(block: Any) -> Any:
    """The stored value of a block that says the word wherever it can."""
    if isinstance(block, blocks.StructBlock):
        return {name: _stored(child) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [{"type": "item", "value": _stored(block.child_block)}]
    if isinstance(block, blocks.StreamBlock):
        return [_block(*next(iter(block.child_blocks.items())))]
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>{WORD}</p>"
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return WORD
    if isinstance(block, blocks.DateBlock):
        return "2024-02-02"
    return None


def _row(model: type[models.Model], **given: Any) -> Any:
    """A stored row of another table, with the word in all its texts."""
    if issubclass(model, Page):
        title = f"{WORD} {Page.objects.count()}"
        return MAKE.get(model, home.StandardFactory)(parent=Page.get_first_root_node(), title=title)
    if model is home.ActorFactory._meta.model:
        return home.ActorFactory(name=WORD)
    if model is get_image_model():
        return model(title=WORD)
    values = _values(model)
    return model._default_manager.create(**{**values, **given})


def _values(model: type[models.Model]) -> dict[str, Any]:
    return {
        field.name: other_value(field)
        for field in model._meta.fields
        if not (field.primary_key or isinstance(field, ParentalKey) or field.auto_created)
        and not (field.null and not isinstance(field, models.DateField | models.DateTimeField))
        and field.name != "sort_order"
    }


def changed(page: Any, name: str, field: Any) -> None:
    """Give the page another value of one field, in memory only."""
    if name == "topics":
        page.topics.add(home.TopicFactory(name=WORD, slug=WORD))
    elif isinstance(field, models.ManyToManyField):
        getattr(page, name).set([*getattr(page, name).all(), _row(field.related_model)])
    elif isinstance(field, models.ManyToOneRel):
        getattr(page, name).set([field.related_model(**_values(field.related_model))])
    else:
        setattr(page, name, other_value(field, getattr(page, name)))


def is_told(field: Any, plain: SearchDocument, now: SearchDocument) -> bool:
    """Whether the document says what the field does: a text in words that can be searched for."""
    if now == plain:
        return False
    is_text = isinstance(field, models.CharField | models.TextField | StreamField)
    if not is_text or field.choices or isinstance(field, models.URLField | models.EmailField):
        return True
    return WORD in " ".join((now.title, now.summary, now.text, *now.codes))


def silent_fields(model: type[BasePage], made: Any) -> set[str]:
    """The fields that a page's search document says nothing of."""
    silent = set()
    for name, field in own_fields(model).items():
        plain = model._default_manager.get(pk=made.pk).search_document()
        page = model._default_manager.get(pk=made.pk)
        changed(page, name, field)
        if not is_told(field, plain, page.search_document()):
            silent.add(name)
    return silent


@pytest.mark.parametrize("model", FOUND, ids=lambda model: model.__name__)
def test_every_field_is_in_the_search_document_or_left_out(model, front):
    left_out = set(OF_ALL).union(*LEFT_OUT.get(model.__name__, {}).values())
    made = MAKE[model](parent=front, **TOGETHER.get(model.__name__, {}))
    assert silent_fields(model, made) == left_out


def test_a_measure_is_found_by_the_words_of_its_target_groups(measure_index, find):
    home.MeasureFactory(parent=measure_index, title="Insats", target_groups="Fritidsledare, unga")
    assert [entry.title for entry in find("fritidsledare").entries] == ["Insats"]
