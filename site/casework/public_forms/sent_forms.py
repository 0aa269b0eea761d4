"""One showing of a form serves one content: sent again it gives the same receipt, and no mail more.

Otherwise one key would be good for any number of messages, to whichever address is typed next.
"""

from datetime import datetime, timedelta

from casework.public_forms.models import SentForm
from casework.public_forms.protection import KEY_HOLDS, Sending
from casework.records.retention import Rule

# A key that was made just before it grew too old may still be on its way.
_KEPT = KEY_HOLDS + timedelta(days=1)


def sent_with(sending: Sending) -> SentForm | None:
    """Return what has been sent with the same showing of the form."""
    return SentForm.objects.filter(key=sending.key).first()


def remember(sending: Sending, receipt: str, now: datetime) -> None:
    """Note what was sent, in the transaction that stores it.

    Raises IntegrityError when something has been sent with the same showing already, at the same
    moment or before: then nothing of this is stored.
    """
    sent = SentForm(key=sending.key, content=sending.content, receipt=receipt, sent_at=now)
    # Nobody listens to these rows.
    SentForm.objects.bulk_create([sent])


def forget_sent(kept: Rule, now: datetime) -> int:
    """Remove what was sent with keys that are too old by now; return how many rows that was."""
    before = min(kept.due_if_before(now), now - _KEPT)
    removed, _by_model = SentForm.objects.filter(sent_at__lt=before).delete()
    return removed
