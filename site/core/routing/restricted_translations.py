"""What is restricted in Swedish is restricted in every language.

Wagtail keeps a restriction at one page and holds it for what lies below. The translations of those
pages lie elsewhere in the tree, so they get the same restriction as a row of their own: then all
that asks, Wagtail's own queries included, finds it there. It goes with the original's. One that is
set on a translation alone holds for that one alone.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.signals import post_page_move


def connect() -> None:
    """Listen to restrictions and to where pages lie. Called once, when the app is ready."""
    for model in get_page_models():
        post_save.connect(_on_page, sender=model, dispatch_uid="core.restricted_translations.page")
    post_save.connect(
        _on_save, sender=PageViewRestriction, dispatch_uid="core.restricted_translations.save"
    )
    m2m_changed.connect(
        _on_groups,
        sender=PageViewRestriction.groups.through,
        dispatch_uid="core.restricted_translations.groups",
    )
    post_delete.connect(
        _on_gone, sender=PageViewRestriction, dispatch_uid="core.restricted_translations.gone"
    )
    post_page_move.connect(_on_move, dispatch_uid="core.restricted_translations.move")


def _of_originals() -> "models.QuerySet[PageViewRestriction]":
    rows = PageViewRestriction.objects.select_related("page")
    return rows.filter(page__locale__language_code=settings.LANGUAGE_CODE)


def _restrict(original: PageViewRestriction) -> None:
    groups = set(original.groups.all())
    for page in _translations_below(original.page):
        copy = PageViewRestriction.objects.filter(page=page).order_by("pk").first()
        told = (original.restriction_type, original.password)
        if copy is None:
            copy = PageViewRestriction(page=page)
        if (copy.restriction_type, copy.password) != told or copy.pk is None:
            copy.restriction_type, copy.password = told
            copy.save()
        if set(copy.groups.all()) != groups:
            copy.groups.set(groups)


def _translations_below(page: Page) -> list[Page]:
    """Return the translations of `page` and of what lies below; none that lies below another."""
    keys = Page.objects.descendant_of(page, inclusive=True).values("translation_key")
    found = Page.objects.filter(translation_key__in=keys).exclude(locale=page.locale_id)
    highest: list[Page] = []
    for each in found.order_by("path"):
        if not (highest and each.path.startswith(highest[-1].path)):
            highest.append(each)
    return highest


def _above(page: Page) -> "models.QuerySet[PageViewRestriction]":
    """Return the restrictions that hold for the original of `page`, which may be itself."""
    original = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    if original is None:
        return PageViewRestriction.objects.none()
    steps = range(Page.steplen, len(original.path) + 1, Page.steplen)
    return _of_originals().filter(page__path__in=[original.path[:end] for end in steps])


# ---------------------------------------------------------------- what happens


def _on_page(instance: Page, created: bool, raw: bool, **kwargs: Any) -> None:
    if created and not raw:
        _hold(instance)


def _on_save(instance: PageViewRestriction, created: bool, raw: bool, **kwargs: Any) -> None:
    if raw:
        return
    if created and instance.page.locale.language_code != settings.LANGUAGE_CODE:
        _forget_the_same(instance)
    _hold(instance.page)


def _forget_the_same(restriction: PageViewRestriction) -> None:
    """Wagtail copies restrictions with their page, too; nobody should give a password twice."""
    told = {"restriction_type": restriction.restriction_type, "password": restriction.password}
    others = PageViewRestriction.objects.filter(page=restriction.page, **told)
    for each in others.exclude(pk=restriction.pk):
        each.delete()


def _on_groups(instance: Any, action: str, **kwargs: Any) -> None:
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        _hold(instance.page)


def _on_move(instance: Page, **kwargs: Any) -> None:
    _hold(instance)


def _hold(page: Page) -> None:
    for restriction in _above(page):
        _restrict(restriction)


def _on_gone(instance: PageViewRestriction, origin: Any, **kwargs: Any) -> None:
    """Lift it from the translations, too; what else holds for them comes back at once."""
    if not _is_itself(origin):
        return
    page = instance.page
    if page.locale.language_code == settings.LANGUAGE_CODE:
        same = PageViewRestriction.objects.filter(restriction_type=instance.restriction_type)
        for each in same.filter(page__in=_translations_below(page)):
            each.delete()
    _hold(page)


def _is_itself(origin: Any) -> bool:
    """Whether the restriction was lifted; else its page goes, and nothing may be added to it."""
    return isinstance(origin, PageViewRestriction) or (
        isinstance(origin, models.QuerySet) and origin.model is PageViewRestriction
    )
