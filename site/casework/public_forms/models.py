"""How often each sender has sent something, and what came with which form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RateCount(models.Model):
    """How many times one sender has sent something within one window of time.

    `sender` is a keyed hash of the network address that changes every day; the address itself
    is never stored. Rows whose window is over say nothing any more and are purged.
    """

    scope = models.CharField(_("formulär"), max_length=40)
    sender = models.CharField(_("avsändare, hash"), max_length=64)
    window_starts_at = models.DateTimeField(_("fönstret börjar"), db_index=True)
    count = models.PositiveIntegerField(_("antal"), default=1)

    class Meta:
        verbose_name = _("räknare")
        verbose_name_plural = _("räknare")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "sender", "window_starts_at"], name="one_rate_count_per_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.window_starts_at:%Y-%m-%d %H:%M}"


class SentForm(models.Model):
    """What was sent with one showing of a form: one key serves one content.

    Both are hashes made with the key itself, which only the sent page holds.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    content = models.CharField(max_length=64, editable=False)
    receipt = models.CharField(_("kvitto"), max_length=300)
    sent_at = models.DateTimeField(_("skickat"), db_index=True)

    class Meta:
        verbose_name = _("skickat formulär")
        verbose_name_plural = _("skickade formulär")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d %H:%M}"
