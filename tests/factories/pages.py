"""What all pages have in common when a test makes them."""

from typing import Any

import factory
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published
from wagtail_factories import PageFactory


class PublishedPageFactory(PageFactory):
    """A page as publishing leaves it, and what follows from that; `publish=False`: a draft.

    Publishing is what writes the search projection and moves the stamp of everything public, so a
    page that is only saved would be missing from lists. A published page has no history here, as
    an imported one; writing versions would take most of the time that pages take.
    """

    class Meta:
        abstract = True

    introduction = "Det viktigaste om sidan, i två meningar. Resten står längre ned."

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:
        publish = kwargs.pop("publish", True)
        rows = {name: kwargs.pop(name) for name in cls.many(model_class) if name in kwargs}
        # Tests run inside a transaction that never commits; what waits for the commit runs now.
        # Which page refers to which is kept for editors, who take it from what they save.
        with (
            TestCase.captureOnCommitCallbacks(execute=True),
            disable_reference_index_auto_update(),
        ):
            if publish:
                now = timezone.now()
                kwargs = {"first_published_at": now, "last_published_at": now, **kwargs}
            page: Page = super()._create(model_class, *args, live=publish, **kwargs)
            for name, values in rows.items():
                getattr(page, name).set(values)
            if not publish:
                # Its rows and choices are in the version only.
                page.save_revision()
                return page
            if rows:
                page.save()
            page_published.send(sender=model_class, instance=page, revision=None)
        # Read anew: what answered to the signal may have kept what is not true any more.
        stored: Page = model_class._default_manager.get(pk=page.pk)
        return stored

    @staticmethod
    def many(model: type[Page]) -> list[str]:
        """The names of the fields that hold several rows."""
        choices = [field.name for field in model._meta.many_to_many]
        children = [relation.get_accessor_name() for relation in model._meta.related_objects]
        return ["topics", *choices, *filter(None, children)]


class NumberedTitle(factory.Sequence):
    """«Plats 1», «Plats 2»: a title that no other page of the test has."""

    def __init__(self, word: str) -> None:
        super().__init__(lambda number: f"{word} {number}")
