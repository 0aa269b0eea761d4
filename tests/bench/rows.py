"""Thousands of pages in few statements.

Django cannot bulk create pages, because each is a row in two tables. Here both rows are written,
with the tree's paths computed as treebeard would.
"""

import uuid
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils import timezone
from tqdm import tqdm
from wagtail.models import Page

P = TypeVar("P", bound=Page)
BATCH = 200


def add_pages(parent: Page, pages: Iterable[P], *, total: int, what: str) -> list[P]:
    """Put `pages`, which need only title, slug and their own fields, last under `parent`.

    Shows how far it has come, as `what` of `total`.
    """
    first = parent.numchild + 1
    made: list[P] = []
    waiting = iter(pages)
    with tqdm(total=total, desc=f"{what:>10}", unit="page") as bar:
        while batch := list(islice(waiting, BATCH)):
            for number, page in enumerate(batch, start=first + len(made)):
                _place(page, parent, number)
            _insert(batch)
            made += batch
            bar.update(len(batch))
    Page.objects.filter(pk=parent.pk).update(numchild=models.F("numchild") + len(made))
    parent.numchild += len(made)
    return made


def _place(page: Page, parent: Page, number: int) -> None:
    page.depth = parent.depth + 1
    page.path = Page._get_path(parent.path, page.depth, number)
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.numchild = 0
    page.live = True
    page.has_unpublished_changes = False
    page.draft_title = page.title
    page.locale_id = parent.locale_id
    page.translation_key = uuid.uuid4()
    page.content_type = ContentType.objects.get_for_model(type(page))
    page.first_published_at = page.last_published_at = timezone.now()


def _insert(pages: Sequence[P]) -> None:
    """Write the rows of one batch: those all pages have, then those of the page type."""
    shared = Page._meta.local_concrete_fields
    bases = Page.objects.bulk_create(
        [Page(**{f.attname: getattr(page, f.attname) for f in shared}) for page in pages]
    )
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = page.page_ptr_id = base.pk
    model = type(pages[0])
    model._base_manager._insert(  # type: ignore[attr-defined]
        pages, fields=model._meta.local_concrete_fields, using=connection.alias, raw=True
    )


def link(through: Any, rows: Iterable[Any]) -> None:
    """Write the rows of a table that ties pages to other things."""
    through._base_manager.bulk_create(rows, batch_size=BATCH)


def settle() -> None:
    """Let PostgreSQL look at what was written, as it does by itself within minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
