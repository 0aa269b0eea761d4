"""What an invitation says: why, who is there, what can change, and for whom it is made possible."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from dialogues.events.domain.choices import PARTICIPATION_MEANS, Participation


class InvitationFields(models.Model):
    """The invitation, as fields of a dialogue's page."""

    problem = models.TextField(
        _("det konkreta problemet"),
        blank=True,
        help_text=_("En plats och något som går att göra något åt. Inga enskilda personer."),
    )
    participation = models.CharField(
        _("grad av delaktighet"),
        max_length=15,
        choices=Participation.choices,
        blank=True,
        help_text=_("Säg som det är. Kan inget ändras är det information."),
    )
    what_can_change = models.TextField(_("det här kan påverkas"), blank=True)
    what_cannot_change = models.TextField(_("det här är redan bestämt"), blank=True)
    answers_come_back = models.TextField(
        _("så återkommer svaren"),
        blank=True,
        help_text=_("Hur och när den som frågade får veta vad det blev."),
    )
    without_police = models.CharField(_("varför polisen inte är med"), max_length=200, blank=True)
    without_district = models.CharField(
        _("varför stadsdelen inte är med"), max_length=200, blank=True
    )
    is_step_free = models.BooleanField(_("stegfritt"), null=True, blank=True)
    has_toilet = models.BooleanField(_("toalett"), null=True, blank=True)
    has_hearing_loop = models.BooleanField(_("hörslinga"), null=True, blank=True)
    access = models.TextField(
        _("mer om tillgänglighet"),
        blank=True,
        help_text=_("Avstånd, underlag, parkering, och vem man hör av sig till om behov."),
    )
    languages = models.CharField(_("språk och tolk"), max_length=200, blank=True)
    recording_notice = models.TextField(
        _("bild och ljud"), blank=True, help_text=_("Om någon fotograferar eller spelar in.")
    )
    contact_role = models.CharField(
        _("kontakt"), max_length=120, blank=True, help_text=_("En funktion, inget namn.")
    )
    contact_email = models.EmailField(_("e-post till kontakten"), blank=True)
    contact_phone = models.CharField(_("telefon till kontakten"), max_length=40, blank=True)
    if_cancelled = models.TextField(
        _("om det ställs in"), blank=True, help_text=_("Hur man får veta det, och vad som händer.")
    )
    # Why the invitation was published too late or with gaps; see domain.invitation_gate.
    gate_reason = models.TextField(_("skäl till undantag"), blank=True)
    # Why it is held elsewhere or otherwise than people know. Used once; see actions.rearranging.
    change_reason = models.TextField(
        _("skäl till ny plats eller form"),
        blank=True,
        help_text=_(
            "När en publicerad dialog får en ny samlingsplats, plats eller form. Skälet visas på"
            " sidan, och alla anmälda får det i ett brev."
        ),
    )

    invitation_panels = [
        FieldPanel("problem"),
        MultiFieldPanel(
            [
                FieldPanel("participation"),
                FieldRowPanel([FieldPanel("what_can_change"), FieldPanel("what_cannot_change")]),
                FieldPanel("answers_come_back"),
            ],
            heading=_("Vad deltagarna kan påverka"),
        ),
        MultiFieldPanel(
            [
                InlinePanel("actor_rows", label=_("Aktör")),
                FieldRowPanel([FieldPanel("without_police"), FieldPanel("without_district")]),
            ],
            heading=_("Vilka som är inbjudna"),
        ),
        InlinePanel("agenda_rows", heading=_("Dagordning"), label=_("Punkt")),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("is_step_free"),
                        FieldPanel("has_toilet"),
                        FieldPanel("has_hearing_loop"),
                    ]
                ),
                FieldPanel("access"),
                FieldPanel("languages"),
                FieldPanel("recording_notice"),
            ],
            heading=_("För att alla ska kunna vara med"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_role"),
                FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
                FieldPanel("if_cancelled"),
            ],
            heading=_("Kontakt"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def participation_means(self) -> str:
        """What the level of participation promises."""
        if not self.participation:
            return ""
        return str(PARTICIPATION_MEANS[Participation(self.participation)])
