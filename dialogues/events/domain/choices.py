"""What a dialogue can be, and what taking part in it can mean."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DialogueKind(models.TextChoices):
    """What people come to."""

    DIALOGUE = "DIALOGUE", _("Trygghetsdialog")
    WALK = "WALK", _("Trygghetsvandring")
    ASSOCIATION_DAY = "ASSOCIATION_DAY", _("Föreningsdag")
    WORKSHOP = "WORKSHOP", _("Workshop")
    ACTIVATION = "ACTIVATION", _("Platsaktivering")


class DialogueForm(models.TextChoices):
    """How one takes part."""

    ON_SITE = "ON_SITE", _("På plats")
    ONLINE = "ONLINE", _("Digitalt")
    BOTH = "BOTH", _("På plats eller digitalt")


class Participation(models.TextChoices):
    """SKR's delaktighetstrappa: how much what people say can decide. Said honestly."""

    INFORMATION = "INFORMATION", _("Information")
    CONSULTATION = "CONSULTATION", _("Konsultation")
    DIALOGUE = "DIALOGUE", _("Dialog")
    INFLUENCE = "INFLUENCE", _("Inflytande")
    CO_DECISION = "CO_DECISION", _("Medbeslutande")


# What each level promises, so that nobody comes for something else.
PARTICIPATION_MEANS = {
    Participation.INFORMATION: _("Du får veta vad som gäller och kan fråga. Inget kan ändras här."),
    Participation.CONSULTATION: _("Vi frågar vad du tycker. Sedan beslutar andra."),
    Participation.DIALOGUE: _("Vi samtalar och lyssnar på varandra innan något beslutas."),
    Participation.INFLUENCE: _("Du är med och tar fram förslag. Det ni kommer fram till vägs in."),
    Participation.CO_DECISION: _("De som deltar är med och beslutar."),
}


class SignUp(models.TextChoices):
    """Whether one has to say that one comes."""

    NONE = "NONE", _("Ingen anmälan behövs")
    OPTIONAL = "OPTIONAL", _("Anmäl dig gärna")
    REQUIRED = "REQUIRED", _("Du behöver anmäla dig")


class LinkAccess(models.TextChoices):
    """Who is shown the digital link."""

    ALL = "ALL", _("Alla")
    REGISTERED = "REGISTERED", _("Bara anmälda, genom sin egen länk")


class ChangeKind(models.TextChoices):
    """What can happen to a dialogue that has been announced."""

    DATED = "DATED", _("Fick ett datum")
    MOVED = "MOVED", _("Flyttades")
    POSTPONED = "POSTPONED", _("Sköts upp")
    CANCELLED = "CANCELLED", _("Ställdes in")
    REARRANGED = "REARRANGED", _("Ny plats eller form")
