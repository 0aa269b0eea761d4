"""A portal with one of everything that is public, and the changes that it can go through.

What follows from a change is looked for at every address: by validators, by the page cache.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction

from core.models import Actor, PortalImage, PortalSettings, User
from core.pictures.library import SIZES
from dialogues.events.actions.plan_changes import cancel_dialogue
from dialogues.models import DialogueIndexPage, DialoguePage
from home import models as home
from tests.factories import associations as make_associations
from tests.factories import home as make
from tests.factories.dialogues import DialogueFactory, DialogueIndexFactory
from tests.factories.pictures import make_sizes
from tests.factories.users import UserFactory

Change = Callable[["Portal"], None]
CALENDAR = "/dialoger/kalender.ics"
DIALOGUES = "/dialoger/flode.xml"
NEWS = "/flode/nyheter.xml"
RESULTS = "/flode/resultat.xml"
SITEMAP, ACTORS = "/sitemap-sidor.xml", "/sitemap-aktorer.xml"
DIRECTORY = "/foreningar/export.csv"
# Sent while they are made: nobody can know their bytes before, so they have no validator.
STREAMS = (DIRECTORY, "/foreningar/export.json", "/partnerskap/export.csv")


@dataclass
class Portal:
    """A portal with one of everything that can be asked for conditionally."""

    place: home.PlacePage
    index: DialogueIndexPage
    ahead: DialoguePage
    past: DialoguePage
    news: home.NewsPage
    image: PortalImage
    document: Document
    administrator: User

    @property
    def addresses(self) -> list[str]:
        """All addresses of it that answer readers."""
        pages = Page.objects.live().public().filter(depth__gt=1)
        return [
            *(page.url for page in pages),
            *(f"/dialog/{self.ahead.pk}/{what}" for what in ("dialog.ics", "affisch/")),
            *(CALENDAR, f"{CALENDAR}?plats={self.place.slug}", f"/en{CALENDAR}"),
            *(DIALOGUES, NEWS, RESULTS, "/sitemap.xml", SITEMAP, ACTORS, "/robots.txt"),
            *("/dialoger/nasta/", "/platser-hitta/", "/platser-forslag/?q=t", "/sok/?q=dialog"),
            *(self.size, self.document.url),
            *STREAMS,
        ]

    @property
    def size(self) -> str:
        """The address of one size of the picture."""
        return str(self.image.renditions.order_by("pk")[0].url)


def drawn(colour: str) -> ContentFile[bytes]:
    saved = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(saved, "PNG")
    return ContentFile(saved.getvalue(), name="torget.png")


@pytest.fixture
def portal(
    front: home.HomePage,
    place_index: home.PlaceIndexPage,
    measure_index: home.MeasureIndexPage,
    news_index: home.NewsIndexPage,
    settings: Any,
    tmp_path: Path,
) -> Portal:
    settings.MEDIA_ROOT, settings.LIBRARY_ROOT = tmp_path / "media", tmp_path / "library"
    place = make.PlaceFactory(parent=place_index, title="Torget")
    index = DialogueIndexFactory(parent=front)
    directory = make_associations.DirectoryFactory(parent=front)
    make_associations.AssociationFactory(parent=directory, title="Schackklubben", places=[place])
    make.MeasureFactory(parent=measure_index, places=[place])
    make.ActorFactory()
    file = ContentFile(b"%PDF-1.7 ett", name="plan.pdf")
    return Portal(
        place=place,
        index=index,
        ahead=DialogueFactory(parent=index, title="Dialog framåt", places=[place]),
        past=DialogueFactory(parent=index, title="Dialog bakåt", held=True, places=[place]),
        news=make.NewsFactory(parent=news_index, title="Nytt"),
        image=_with_sizes(PortalImage.objects.create(title="Torget", file=drawn("navy"))),
        document=_hashed(Document.objects.create(title="Plan", file=file)),
        administrator=UserFactory(administrator=True),
    )


def _with_sizes(image: PortalImage) -> PortalImage:
    make_sizes()
    return image


def _hashed(document: Document) -> Document:
    """As the admin does when a document is sent in."""
    document._set_document_file_metadata()
    document.save()
    return document


def publish(page: Page, **changes: object) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def rename_place(portal: Portal) -> None:
    publish(portal.place, title="Stora torget")


def restrict_past(portal: Portal) -> None:
    PageViewRestriction.objects.create(page=portal.past, restriction_type="login")


def move_index(portal: Portal) -> None:
    parent = make.StandardFactory(parent=portal.index.get_parent(), title="Vi ses")
    # Of a tree that may have been changed since it was read.
    Page.objects.get(pk=portal.index.pk).move(parent, pos="last-child")


def rename_index(portal: Portal) -> None:
    publish(portal.index, slug="samtal")


def rename_dialogue(portal: Portal) -> None:
    publish(portal.ahead, title="Dialog om ljus")


def restrict_place(portal: Portal) -> None:
    PageViewRestriction.objects.create(page=portal.place, restriction_type="login")


def call_off(portal: Portal) -> None:
    cancel_dialogue(dialogue_id=portal.ahead.pk, reason="Halka", officer=portal.administrator)


def take_down(portal: Portal) -> None:
    portal.past.unpublish()


def delete_news(portal: Portal) -> None:
    portal.news.delete()


def rename_news(portal: Portal) -> None:
    publish(portal.news, title="Nyare")


def name_actor(portal: Portal) -> None:
    actor = Actor.objects.order_by("pk")[0]
    actor.slug = "en-annan"
    actor.save()


def change_contact(portal: Portal) -> None:
    known = PortalSettings.known_by_default()
    PortalSettings.objects.update_or_create(
        site=known.site, defaults={"contact_phone": "08-999 99 99"}
    )
    PortalSettings.objects.get(site=known.site).save()


def draw_anew(portal: Portal) -> None:
    """The same name, and within the same second."""
    size = portal.image.renditions.order_by("pk")[0]
    storages[SIZES].delete(size.file.name)
    assert storages[SIZES].save(size.file.name, drawn("red")) == size.file.name


def replace_document(portal: Portal) -> None:
    portal.document.file = ContentFile(b"%PDF-1.7 tv\xc3\xa5", name="plan.pdf")
    _hashed(portal.document)


# What each change alters at least; whatever else it alters is looked for.
CHANGES: list[tuple[Change, list[str]]] = [
    (rename_place, [CALENDAR, DIALOGUES, "/dialoger/nasta/", "/", DIRECTORY]),
    (restrict_place, [CALENDAR, SITEMAP]),
    (restrict_past, [CALENDAR, DIALOGUES, SITEMAP]),
    (move_index, [CALENDAR, DIALOGUES, SITEMAP, "/dialoger/nasta/"]),
    (rename_index, [CALENDAR, DIALOGUES, SITEMAP, "/dialoger/nasta/"]),
    (rename_dialogue, [CALENDAR, f"/en{CALENDAR}", DIALOGUES, "/dialoger/nasta/", "/"]),
    (call_off, [CALENDAR, DIALOGUES, "/dialoger/nasta/"]),
    (take_down, [CALENDAR, DIALOGUES, SITEMAP]),
    (rename_news, [NEWS, "/"]),
    (delete_news, [NEWS, "/", SITEMAP]),
    (name_actor, [ACTORS]),
    (change_contact, ["/"]),
    (draw_anew, []),
    (replace_document, []),
]
