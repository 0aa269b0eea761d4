"""What belongs to one dialogue: agenda, invited actors, changes, and what came up."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from dialogues.events.domain.choices import ChangeKind
from dialogues.events.models.frozen import FrozenRow
from dialogues.events.querysets import (
    DialogueChangeQuerySet,
    InvitedActorQuerySet,
    ReportFindingQuerySet,
)
from dialogues.invitations.speakers import speakers


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


class InvitedActor(Orderable):
    """That an actor is invited, whether it comes, and what it can answer."""

    dialogue = ParentalKey(
        "dialogues.DialoguePage", on_delete=models.CASCADE, related_name="actor_rows"
    )
    actor = models.ForeignKey(
        "core.Actor",
        on_delete=models.PROTECT,
        related_name="dialogue_rows",
        verbose_name=_("aktör"),
    )
    is_confirmed = models.BooleanField(_("har tackat ja"), default=False)
    answers_for = models.CharField(
        _("svarar på frågor om"),
        max_length=160,
        blank=True,
        help_text=_("Och vad de kan besluta om. Skriv roller, aldrig namn på personer."),
    )

    objects = InvitedActorQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("actor"), FieldPanel("is_confirmed")]),
        FieldPanel("answers_for"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("inbjuden aktör")
        verbose_name_plural = _("inbjudna aktörer")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "actor"], name="dialogue_actor_once")
        ]

    def __str__(self) -> str:
        return str(self.actor)

    @property
    def is_police(self) -> bool:
        """Whether the actor is the police or a part of it."""
        return self.actor_id in speakers().police

    @property
    def is_district(self) -> bool:
        """Whether the actor speaks for the district."""
        return self.actor_id in speakers().district


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


class ReportFinding(Orderable):
    """Something that people said or saw, as the report tells it. Never who said it."""

    dialogue = ParentalKey(
        "dialogues.DialoguePage", on_delete=models.CASCADE, related_name="finding_rows"
    )
    text = models.TextField(_("vad som kom fram"))
    next_step = models.TextField(_("vad vi gör"), blank=True)
    measure = models.ForeignKey(
        "home.MeasurePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("insats"),
    )

    objects = ReportFindingQuerySet.as_manager()

    panels = [FieldPanel("text"), FieldPanel("next_step"), FieldPanel("measure")]

    class Meta(Orderable.Meta):
        verbose_name = _("iakttagelse")
        verbose_name_plural = _("vad som kom fram")

    def __str__(self) -> str:
        return self.text[:60]
