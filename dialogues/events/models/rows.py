"""What belongs to one dialogue or to several: agenda, what was decided, series."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from core.freshness.public_rows import public_rows
from dialogues.events.domain.choices import ChangeKind
from dialogues.events.querysets import DialogueChangeQuerySet


class AgendaItem(Orderable):
    """One thing that happens at a dialogue."""

    dialogue = ParentalKey(
        "dialogues.DialoguePage", on_delete=models.CASCADE, related_name="agenda_rows"
    )
    at = models.TimeField(_("klockan"), null=True, blank=True)
    title = models.CharField(_("vad som händer"), max_length=160)

    panels = [FieldRowPanel([FieldPanel("at"), FieldPanel("title")])]

    class Meta(Orderable.Meta):
        verbose_name = _("punkt på dagordningen")
        verbose_name_plural = _("dagordning")

    def __str__(self) -> str:
        return self.title


class Frozen(Exception):
    """Somebody tried to rewrite what people have been told, or to take it away."""


class FrozenRow(models.Model):
    """A row that tells what was so: written once, and it goes only with what it belongs to."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise Frozen


class DialogueChange(FrozenRow):
    """That a dialogue was moved, rearranged or called off, from what and why."""

    dialogue = models.ForeignKey(
        "dialogues.DialoguePage", on_delete=models.CASCADE, related_name="changes"
    )
    kind = models.CharField(_("vad som hände"), max_length=10, choices=ChangeKind.choices)
    at = models.DateTimeField(_("när"))
    reason = models.TextField(_("skäl"))
    old_starts_at = models.DateTimeField(_("började förut"), null=True, blank=True)
    old_ends_at = models.DateTimeField(_("slutade förut"), null=True, blank=True)
    new_starts_at = models.DateTimeField(_("börjar nu"), null=True, blank=True)
    # In words: the places may have other names when it is read.
    old_arrangement = models.CharField(_("plats och form förut"), max_length=500, blank=True)

    objects = DialogueChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("ändring")
        verbose_name_plural = _("ändringar")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"

    @property
    def is_move(self) -> bool:
        """Whether it took the dialogue from one time to another."""
        return self.kind == ChangeKind.MOVED

    @property
    def cancels(self) -> bool:
        """Whether the dialogue is not held."""
        return self.kind == ChangeKind.CANCELLED

    @property
    def postpones(self) -> bool:
        """Whether the dialogue is held at a time that nobody knows yet."""
        return self.kind == ChangeKind.POSTPONED

    @property
    def gives_time(self) -> bool:
        """Whether the dialogue has a new time since it."""
        return self.kind in (ChangeKind.MOVED, ChangeKind.DATED)

    @property
    def is_of_place(self) -> bool:
        """Whether it says where or how the dialogue is held, and not when."""
        return self.kind == ChangeKind.REARRANGED


@public_rows
class DialogueSeries(models.Model):
    """What ties several dialogues together: a name, and why there are several.

    Each has its own page with its own date; no rule makes dates.
    """

    title = models.CharField(_("serie"), max_length=120, unique=True)
    text = models.TextField(_("om serien"), blank=True)

    class Meta:
        verbose_name = _("serie")
        verbose_name_plural = _("serier")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
