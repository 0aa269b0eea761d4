"""What an administrator decides about the portal without a developer."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


@register_setting(icon="cog", order=100)
class PortalSettings(BaseSiteSetting):
    """Names, numbers and times that many pages show or obey."""

    organisation_name = models.CharField(
        _("organisationens namn"),
        max_length=160,
        default="Stadsdelsförvaltningen",
        help_text=_("Den som ansvarar för portalen. Står i sidfoten."),
    )
    contact_email = models.EmailField(
        _("funktionsbrevlåda"),
        blank=True,
        help_text=_("En brevlåda för en funktion, aldrig en persons adress."),
    )
    contact_phone = models.CharField(_("telefon"), max_length=40, blank=True)
    emergency_number = models.CharField(_("nödnummer"), max_length=20, default="112")
    police_number = models.CharField(_("polisens nummer"), max_length=20, default="114 14")
    complaint_authority_name = models.CharField(
        _("tillsynsmyndighet för tillgänglighet"),
        max_length=160,
        default="Myndigheten för digital förvaltning (Digg)",
        help_text=_("Dit den kan vända sig som inte är nöjd med vårt svar."),
    )
    complaint_authority_url = models.URLField(
        _("adress till tillsynsmyndigheten"),
        default="https://www.digg.se/tdosanmalan",
    )
    footer_parent = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("sidfotens sidor"),
        help_text=_("Sidorna under den här sidan visas i sidfoten."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("sida om personuppgifter"),
        help_text=_("Alla formulär hänvisar dit."),
    )
    fault_report_url = models.URLField(
        _("felanmälan"), blank=True, help_text=_("Dit man anmäler trasiga lampor, skräp och hål.")
    )
    child_concern_url = models.URLField(
        _("oro för ett barn"), blank=True, help_text=_("Socialtjänstens sida för orosanmälan.")
    )
    grants_url = models.URLField(
        _("föreningsbidrag"), blank=True, help_text=_("Dit en förening söker bidrag.")
    )
    citizen_proposal_url = models.URLField(
        _("medborgarförslag"), blank=True, help_text=_("Dit den som bor här lämnar förslag.")
    )
    invitation_lead_days = models.PositiveSmallIntegerField(
        _("framförhållning för inbjudningar, dagar"),
        default=14,
        validators=[MinValueValidator(1)],
        help_text=_("Så många dagar i förväg ska en inbjudan publiceras."),
    )
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("organisation_name"),
                FieldRowPanel(
                    [
                        FieldPanel("contact_email"),
                        FieldPanel(
                            "contact_phone",
                            help_text=_(
                                "Ett nummer som någon svarar i på kontorstid. Står i "
                                "sidfoten och på "
                                "felsidor."
                            ),
                        ),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "emergency_number", help_text=_("Står överst i sidfoten på alla sidor.")
                        ),
                        FieldPanel(
                            "police_number",
                            help_text=_(
                                "Till polisen när det inte är bråttom. Står i sidfoten på "
                                "alla sidor."
                            ),
                        ),
                    ]
                ),
            ],
            heading=_("Kontakt"),
        ),
        FieldRowPanel([FieldPanel("footer_parent"), FieldPanel("privacy_page")]),
        MultiFieldPanel(
            [
                HelpPanel(
                    _("Tillsynsmyndigheten kan byta namn. Ändra då här, så ändras alla sidor.")
                ),
                FieldPanel("complaint_authority_name"),
                FieldPanel(
                    "complaint_authority_url",
                    help_text=_("Sidan där man anmäler att en webbplats inte är tillgänglig."),
                ),
            ],
            heading=_("Tillgänglighet"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(_("Dit portalen visar den som har ett annat ärende.")),
                FieldRowPanel([FieldPanel("fault_report_url"), FieldPanel("child_concern_url")]),
                FieldRowPanel([FieldPanel("grants_url"), FieldPanel("citizen_proposal_url")]),
            ],
            heading=_("Andra vägar"),
        ),
        MultiFieldPanel([FieldPanel("invitation_lead_days")], heading=_("Tider")),
    ]

    # What a form shows with its notice is read together with the settings.
    select_related = ["footer_parent", "privacy_page"]

    class Meta:
        verbose_name = _("portalens inställningar")

    @classmethod
    def known_for(cls, site: Site | None) -> "PortalSettings":
        """Return what is decided for `site`, or the defaults. Never writes, unlike `for_site`."""
        known: PortalSettings | None = cls.base_queryset().filter(site=site).first()
        return known or cls(site=site)

    @classmethod
    def known_by_default(cls) -> "PortalSettings":
        """Return what is decided for the default site, where no request says which site is meant.

        Never writes. Reads no pages along, because mails are not written with them.
        """
        known: PortalSettings | None = cls.objects.filter(site__is_default_site=True).first()
        return known or cls(site=Site.objects.filter(is_default_site=True).first())
