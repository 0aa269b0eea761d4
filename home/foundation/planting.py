"""Puts pages and rows in place once, and leaves alone what is already there.

A page is known by its slug under its parent, a row by its slug. Editors may have rewritten either
since it was made, so an existing one is changed only when the load was asked to refresh.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page, ReferenceIndex

P = TypeVar("P", bound=Page)
M = TypeVar("M", bound=models.Model)

# What belongs to a page's place in the tree and its history, not to what it says.
_NOT_CONTENT = {
    *(field.name for field in Page._meta.concrete_fields),
    "page_ptr",
} - {"title", "slug", "seo_title", "search_description", "show_in_menus"}


class Planter:
    """Makes what is missing; with ``refresh`` it also rewrites what exists."""

    def __init__(self, *, refresh: bool = False) -> None:
        self.refresh = refresh
        self._new: set[tuple[type[models.Model], Any]] = set()
        self._rewritten: set[tuple[type[models.Model], Any]] = set()

    @property
    def made(self) -> int:
        """How many pages and rows this load has made."""
        return len(self._new)

    def may_write(self, thing: models.Model) -> bool:
        """Whether this load made the page or row, or was asked to write over what exists."""
        return self.refresh or (type(thing), thing.pk) in self._new

    def row(self, model: type[M], slug: str, **values: Any) -> M:
        """Return the row with that slug, made if it was missing."""
        row, is_new = model._default_manager.get_or_create(slug=slug, defaults=values)
        if is_new:
            self._new.add((model, row.pk))
        elif self.refresh:
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            self._rewritten.add((model, row.pk))
        return row

    def page(self, parent: Page, page: P, *, publish: bool = True) -> P:
        """Return the page under ``parent`` with the slug of ``page``, made if it was missing."""
        existing = parent.get_children().filter(slug=page.slug).first()
        if existing is not None and not self.refresh:
            found: P = existing.specific
            return found
        if existing is not None:
            planted = existing.specific
            self._rewritten.add((type(page), planted.pk))
        else:
            planted = self._add(parent, page)
        page = _rewritten(planted, page)
        revision = page.save_revision()
        if publish:
            revision.publish()
        else:
            page.save()
        page.refresh_from_db()
        return page

    def index_references(self) -> None:
        """Tell Wagtail what the written pages and rows refer to, once each.

        Wagtail would do it at every save, which takes a third of the whole load.
        """
        for model, pk in self._new | self._rewritten:
            if ReferenceIndex.model_is_indexable(model):
                ReferenceIndex.create_or_update_for_object(model._default_manager.get(pk=pk))

    def _add(self, parent: Page, page: P) -> P:
        """Add the page as a draft without child rows; publishing writes those, once."""
        bare = type(page)(
            **{field.attname: getattr(page, field.attname) for field in page._meta.concrete_fields}
        )
        bare.live = False
        if bare.locale_id is None:
            bare.locale = parent.locale
        # Read again: the parent's count of children has moved since it was handed to us.
        parent.refresh_from_db()
        parent.add_child(instance=bare)
        self._new.add((type(bare), bare.pk))
        return bare


def _rewritten(existing: P, wanted: P) -> P:
    """Give ``existing`` the content of ``wanted``, not yet saved."""
    for each in existing._meta.concrete_fields:
        if each.name not in _NOT_CONTENT:
            setattr(existing, each.attname, getattr(wanted, each.attname))
    for relation in _relations(type(existing)):
        setattr(existing, relation, list(getattr(wanted, relation).all()))
    return existing


def _relations(model: Any) -> list[str]:
    """Return the names of our own child rows and choices; comments of editors are not ours."""
    rows = [
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if not relation.related_model._meta.app_label.startswith("wagtail")
    ]
    return rows + [choice.name for choice in get_all_child_m2m_relations(model)]
