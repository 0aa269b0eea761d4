"""Who has signed up for a dialogue. No account; removed some weeks after it."""

import secrets
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.keys.purposes import Purpose, signer
from dialogues.events.models import DialoguePage
from dialogues.sign_up.domain.seating import Seat, Standing
from dialogues.sign_up.querysets import RegistrationQuerySet

MOST_PEOPLE = 10


def new_link_key() -> str:
    """Return what the personal link is made of: 24 characters that nobody can guess."""
    return secrets.token_urlsafe(18)


def new_receipt_token() -> str:
    """Return a part of an address that nobody can guess, and that no log shows."""
    return f"{secrets.token_urlsafe(16)}.{secrets.token_urlsafe(20)}"


class Registration(models.Model):
    """That somebody wants to come to a dialogue, alone or with others.

    One for each address and dialogue; signing up again changes nothing and is answered alike.
    """

    dialogue = models.ForeignKey(
        DialoguePage,
        on_delete=models.CASCADE,
        related_name="registrations",
        verbose_name=_("dialog"),
    )
    # Empty when it is cancelled, as the address and the needs are.
    name = models.CharField(_("namn"), max_length=120, blank=True)
    email = models.EmailField(_("e-postadress"), blank=True)
    # Stands for the address where two are compared; see casework.mail.outbox.
    email_key = models.CharField(max_length=64, blank=True, editable=False)
    people = models.PositiveSmallIntegerField(
        _("antal"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)],
    )
    needs = models.TextField(_("behov"), blank=True)
    is_digital = models.BooleanField(_("deltar digitalt"), default=False)
    language = models.CharField(_("språk"), max_length=10, default=settings.LANGUAGE_CODE)
    seat = models.CharField(_("plats"), max_length=10, choices=Seat.choices)
    registered_at = models.DateTimeField(_("anmäld"))
    # Until when the seat is held unconfirmed, and since then if it never was; empty for what needs
    # no confirming or has been confirmed.
    holds_until = models.DateTimeField(_("hålls till"), null=True, blank=True, db_index=True)
    confirmed_at = models.DateTimeField(_("bekräftad"), null=True, blank=True)
    # Whether a mail about it went to the address. Who was not told is told of nothing else.
    is_told = models.BooleanField(_("har fått brev"), default=True)
    cancelled_at = models.DateTimeField(_("avanmäld"), null=True, blank=True)
    link_key = models.CharField(max_length=24, unique=True, default=new_link_key, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("anmälan")
        verbose_name_plural = _("anmälningar")
        ordering = ["registered_at", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "email_key"],
                condition=~Q(seat=Seat.CANCELLED),
                name="registration_once_per_address",
            ),
            models.CheckConstraint(
                name="registration_cancelled_says_nothing",
                condition=~Q(seat=Seat.CANCELLED) | Q(name="", email="", email_key="", needs=""),
            ),
        ]
        indexes = [models.Index(fields=["dialogue", "seat", "registered_at"], name="seating")]

    def __str__(self) -> str:
        return f"{self.get_seat_display()} {self.registered_at:%Y-%m-%d %H:%M}"

    def cancel(self, now: datetime) -> None:
        """Give the seat up, unsaved; who it was is gone with it. The link still says so."""
        self.seat, self.cancelled_at = Seat.CANCELLED, now
        self.name = self.email = self.email_key = self.needs = ""

    @property
    def token(self) -> str:
        """The secret of the address under which one sees, changes and cancels."""
        return _links().sign(self.link_key)

    @classmethod
    def find(cls, token: str) -> "Registration | None":
        """Return the registration that `token` opens, or None for anything else."""
        try:
            key = _links().unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.select_related("dialogue").filter(link_key=key).first()


class SignUpReceipt(models.Model):
    """What whoever sent the form was told. It says nothing of who had signed up before."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    is_mailed = models.BooleanField()
    # Whether this form made the registration, and may take it back.
    made_it = models.BooleanField()
    made_at = models.DateTimeField(db_index=True)
    # The address under which the sender reads it.
    token = models.CharField(max_length=60, unique=True, default=new_receipt_token, editable=False)

    class Meta:
        verbose_name = _("kvitto på anmälan")
        verbose_name_plural = _("kvitton på anmälningar")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_standing_display()} {self.made_at:%Y-%m-%d %H:%M}"


def _links() -> signing.Signer:
    return signer(Purpose.LINKS, salt="dialogues.my_registration")
