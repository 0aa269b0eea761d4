"""Messages that stand above a page for a while."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.freshness.kept_warm import warm
from core.freshness.public_rows import public_rows


class NoticeSeverity(models.TextChoices):
    """How loud a notice is. Only DANGER may ask for attention at once."""

    INFO = "INFO", _("Information")
    CHANGE = "CHANGE", _("Ändring")
    WARNING = "WARNING", _("Viktigt")
    DANGER = "DANGER", _("Fara")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Named reads on notices."""

    def not_over(self, now: datetime) -> "NoticeQuerySet":
        """Notices that are shown now or will be later, the loudest and oldest first."""
        return self.filter(models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=now)).order_by(
            "starts_at", "pk"
        )


@public_rows
class Notice(models.Model):
    """A short message, on every page or on one page and those under it, from a time to a time."""

    title = models.CharField(_("rubrik"), max_length=120)
    text = models.TextField(_("text"), blank=True)
    link_text = models.CharField(_("länkens text"), max_length=80, blank=True)
    link_url = models.CharField(
        _("länkens adress"),
        max_length=255,
        blank=True,
        help_text=_(
            "En sida på portalen, till exempel /om/kontakt/, eller en adress som börjar med https://."
        ),
    )
    severity = models.CharField(
        _("allvar"), max_length=10, choices=NoticeSeverity.choices, default=NoticeSeverity.INFO
    )
    shown_under = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("visas på"),
        help_text=_("En plats eller annan sida, och allt under den. Tomt betyder överallt."),
    )
    starts_at = models.DateTimeField(_("visas från"))
    ends_at = models.DateTimeField(
        _("visas till"), null=True, blank=True, help_text=_("Tomt betyder tills vidare.")
    )

    objects = NoticeQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "severity",
                    help_text=_(
                        "Fara avbryter den som lyssnar på sidan. Välj det bara när någon kan "
                        "komma till skada."
                    ),
                ),
                FieldPanel("title", help_text=_("Det viktigaste i en kort mening. Läses först.")),
                FieldPanel("text", help_text=_("En eller två meningar till, om det behövs.")),
            ],
            heading=_("Meddelande"),
        ),
        FieldRowPanel(
            [
                FieldPanel(
                    "link_text",
                    help_text=_("Vad länken leder till, till exempel ”Läs om avstängningen”."),
                ),
                FieldPanel("link_url"),
            ],
            heading=_("Länk"),
        ),
        FieldPanel("shown_under"),
        FieldRowPanel(
            [
                FieldPanel(
                    "starts_at", help_text=_("Meddelandet visas av sig självt från den tiden.")
                ),
                FieldPanel("ends_at"),
            ],
            heading=_("När"),
        ),
    ]

    class Meta:
        verbose_name = _("meddelande")
        verbose_name_plural = _("meddelanden")
        ordering = ("-starts_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="notice_ends_after_start",
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("Meddelandet måste sluta efter att det har börjat."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.link_url and not self.link_url.startswith(("/", "https://")):
            raise ValidationError(
                {"link_url": _("Skriv en adress som börjar med / eller https://.")}
            )
        if bool(self.link_url) != bool(self.link_text):
            raise ValidationError({"link_text": _("Fyll i både länkens text och adress.")})

    @property
    def language(self) -> str:
        """The language of its words: that of the page it stands on, else the portal's."""
        return self.shown_under.locale.language_code if self.shown_under else settings.LANGUAGE_CODE

    def is_active(self, now: datetime) -> bool:
        """Whether the notice is shown at `now`."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)


def notices_at(now: datetime, path: str) -> list[Notice]:
    """Return the notices shown at `now` on the page with tree path `path`, the loudest first."""
    shown = [
        notice for notice, under in _kept(now) if notice.is_active(now) and path.startswith(under)
    ]
    loudness = list(NoticeSeverity)
    return sorted(shown, key=lambda notice: -loudness.index(NoticeSeverity(notice.severity)))


def notice_moments(now: datetime, path: str) -> Iterator[datetime]:
    """Yield when a notice on the page with tree path `path` begins or ends."""
    for notice, under in _kept(now):
        if path.startswith(under):
            yield notice.starts_at
            if notice.ends_at:
                yield notice.ends_at


def _kept(now: datetime) -> list[tuple[Notice, str]]:
    return warm("notices", lambda: _read(now))


def _read(now: datetime) -> list[tuple[Notice, str]]:
    notices = Notice.objects.not_over(now).select_related("shown_under__locale")
    return [(notice, notice.shown_under.path if notice.shown_under else "") for notice in notices]
