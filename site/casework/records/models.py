"""What every case has in common: a reference of ours, a state, a handler, and a log of its own.

A case is a public record (tryckfrihetsförordningen chapter 2): received once, registered by the
registrar under a number that is not ours, never deleted, and erased only as the rules of
retention say, when a stub remains.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Case(models.Model):
    """Something that somebody outside has sent and officers handle. Each kind has its states."""

    reference = models.CharField(_("referens"), max_length=9, unique=True)
    registry_number = models.CharField(
        _("diarienummer"),
        max_length=40,
        blank=True,
        help_text=_("Registratorn sätter det, till exempel HÄ 2026/123."),
    )
    received_at = models.DateTimeField(_("inkom"))
    status = models.CharField(_("status"), max_length=20)
    status_since = models.DateTimeField(_("status sedan"))
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("handläggare"),
    )
    # In which the sender used the portal, and is written to.
    language = models.CharField(_("språk"), max_length=10, default=settings.LANGUAGE_CODE)
    closed_at = models.DateTimeField(_("avslutat"), null=True, blank=True)
    erased_at = models.DateTimeField(_("gallrat"), null=True, blank=True)
    # The form that it was sent with, and what was said in it: sent twice, it is one case.
    form_key = models.CharField(max_length=64, unique=True, editable=False)
    content_key = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return self.reference


class CaseEvent(models.Model):
    """One thing that happened to a case: by whom, when, and what was said. Never changed.

    A concrete log names its case as `case`. Words are erased with the case; who, when and from
    which state to which remain.
    """

    kind = models.CharField(_("händelse"), max_length=20)
    at = models.DateTimeField(_("när"))
    # Empty when the sender or the portal itself did it.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("av"),
    )
    is_by_sender = models.BooleanField(_("av avsändaren"), default=False)
    from_status = models.CharField(_("från"), max_length=20, blank=True)
    to_status = models.CharField(_("till"), max_length=20, blank=True)
    text = models.TextField(_("text"), blank=True)
    # Whether the sender sees the words.
    is_public = models.BooleanField(_("syns för avsändaren"), default=False)
    # The form with which the sender said it: sent twice, it happened once.
    form_key = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
