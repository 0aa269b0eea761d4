"""What editors are told about fields that several forms have."""

from django.utils.translation import gettext_lazy as _

SHORT_NAME = _(
    "Namnet i adresser och mellan system. Små bokstäver utan å, ä och ö, med bindestreck "
    "emellan. Ändra det inte: då slutar länkar att fungera."
)
PLACES = _(
    "De platser som sidan handlar om. Välj den minsta som stämmer. Den syns då också på "
    "områdena runt om."
)
BODY = _("Resten av sidan: text, rutor, bilder, frågor och diagram, i den ordning du vill.")
AREA = _("Det stadsdelsområde som det gäller. Tomt betyder hela staden.")
AS_OF = _("När uppgiften var sann, enligt källan. Visas som månad och år.")
ORDER = _("Lägst nummer står först.")
