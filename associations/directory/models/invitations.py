"""Links with which an association looks its own entry over, without an account."""

import hashlib
import secrets
from datetime import datetime

from django.core import signing
from django.db import models
from django.utils.translation import gettext_lazy as _

from associations.directory.domain.review_link import VALID_FOR, LinkState, link_state
from associations.directory.models.pages import AssociationPage
from core.keys.purposes import Purpose, signer


class ReviewInvitation(models.Model):
    """One link that was sent. The link itself is not kept, only what recognises it."""

    association = models.ForeignKey(
        AssociationPage,
        null=True,
        on_delete=models.SET_NULL,
        related_name="review_invitations",
        verbose_name=_("förening"),
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # A keyed hash; see casework.mail.outbox.recipient_key.
    sent_to = models.CharField(_("skickad till, hash"), max_length=64)
    created_at = models.DateTimeField(_("skapad"))
    expires_at = models.DateTimeField(_("gäller till"))
    used_at = models.DateTimeField(_("använd"), null=True, blank=True)
    # The form that used the link, so that sending it twice gives the same receipt.
    used_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    # 0 when somebody asked for the link, else which of the reminders carried it.
    reminder = models.PositiveSmallIntegerField(_("påminnelse"), default=0)

    class Meta:
        verbose_name = _("granskningslänk")
        verbose_name_plural = _("granskningslänkar")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        permissions = [("send_review_link", _("Kan skicka länk för att se över uppgifter"))]
        constraints = [
            models.CheckConstraint(
                name="review_link_used_iff_keyed",
                condition=models.Q(used_key="") ^ models.Q(used_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.association} {self.created_at:%Y-%m-%d}"

    @classmethod
    def issue(
        cls, *, association: AssociationPage, sent_to: str, reminder: int, now: datetime
    ) -> "tuple[ReviewInvitation, str]":
        """Store a new invitation; return it with the token that goes into the link."""
        token = _tokens().sign(secrets.token_urlsafe(24))
        invitation = cls.objects.create(
            association=association,
            token_hash=_hash(token),
            sent_to=sent_to,
            created_at=now,
            expires_at=now + VALID_FOR,
            reminder=reminder,
        )
        return invitation, token

    @classmethod
    def find(cls, token: str) -> "ReviewInvitation | None":
        """Return the invitation whose link holds `token`, or None for what is no token of ours."""
        try:
            _tokens().unsign(token)
        except signing.BadSignature:
            return None
        known = cls.objects.select_related("association")
        return known.filter(token_hash=_hash(token)).first()

    def state(self, now: datetime) -> LinkState:
        """What the link is good for at `now`."""
        return link_state(
            expires_at=self.expires_at,
            used_at=self.used_at,
            entry_exists=self.association_id is not None,
            now=now,
        )


def _tokens() -> signing.Signer:
    return signer(Purpose.LINKS, salt="associations.review", sep=".")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
