"""How one takes part in a dialogue: on site, digitally, with or without signing up."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from dialogues.events.domain.choices import DialogueForm, LinkAccess, SignUp
from dialogues.events.domain.meeting_links import BadMeetingLink, read_meeting_link


def check_meeting_link(value: str) -> None:
    """Raise ValidationError for a link that we do not send people to."""
    try:
        read_meeting_link(value)
    except BadMeetingLink as error:
        raise ValidationError(
            _("Länken ska börja med https:// och leda till ett mötesrum."), code="invalid"
        ) from error


class ParticipationFields(models.Model):
    """The ways in, as fields of a dialogue's page."""

    form = models.CharField(
        _("form"), max_length=10, choices=DialogueForm.choices, default=DialogueForm.ON_SITE
    )
    meeting_point = models.CharField(
        _("samlingsplats"),
        max_length=200,
        blank=True,
        help_text=_("Så att den som aldrig har varit där hittar. Visas för alla."),
    )
    # Not "route": so Wagtail calls how a page finds what an address below it means.
    way_there = models.TextField(
        _("väg eller rutt"), blank=True, help_text=_("I ord: var man går och hur långt det är.")
    )
    digital_url = models.CharField(
        _("digital länk"),
        max_length=500,
        blank=True,
        validators=[check_meeting_link],
        help_text=_("Visas först när dörrarna öppnar. Aldrig i kalendrar, flöden eller brev."),
    )
    meeting_code = models.CharField(_("mötes-id eller kod"), max_length=80, blank=True)
    phone_alternative = models.CharField(
        _("ring in"), max_length=120, blank=True, help_text=_("För den som inte har dator.")
    )
    digital_help = models.TextField(_("teknisk hjälp"), blank=True)
    opens_minutes = models.PositiveSmallIntegerField(
        _("öppnar, minuter före"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
    )
    link_access = models.CharField(
        _("vem som ser länken"),
        max_length=12,
        choices=LinkAccess.choices,
        default=LinkAccess.ALL,
    )
    sign_up = models.CharField(
        _("anmälan"), max_length=10, choices=SignUp.choices, default=SignUp.NONE
    )
    capacity = models.PositiveIntegerField(
        _("platser"), null=True, blank=True, help_text=_("Tomt betyder att alla får plats.")
    )
    sign_up_closes_at = models.DateTimeField(_("sista dag för anmälan"), null=True, blank=True)

    participation_panels = [
        FieldPanel("form"),
        MultiFieldPanel(
            [FieldPanel("meeting_point"), FieldPanel("way_there")], heading=_("På plats")
        ),
        MultiFieldPanel(
            [
                HelpPanel(_("Länken visas först när den öppnar. Fyll i den nu.")),
                FieldPanel("digital_url"),
                FieldRowPanel([FieldPanel("meeting_code"), FieldPanel("phone_alternative")]),
                FieldRowPanel([FieldPanel("opens_minutes"), FieldPanel("link_access")]),
                FieldPanel("digital_help"),
            ],
            heading=_("Digitalt"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("sign_up"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("sign_up_closes_at")]),
            ],
            heading=_("Anmälan"),
        ),
    ]

    class Meta:
        abstract = True
