"""A key of its own for each use, so that changing one leaves what the others promised.

Which keys there are stands in the environment; see docs/keys.md. A use without a key of its own
shares SECRET_KEY and SECRET_KEY_FALLBACKS. The first key makes, all of them recognise.
"""

from enum import StrEnum

from django.conf import settings
from django.core.signing import Signer
from django.utils.crypto import salted_hmac


class Purpose(StrEnum):
    """What a key is for; the name of its variable in the environment."""

    # Secret links in mails and the addresses of receipts.
    LINKS = "LINK_KEY"
    # The hidden key of each form that is shown.
    FORMS = "FORM_KEY"
    # What stands for a network today.
    SENDERS = "SENDER_KEY"
    # What stands for an address for good: who has been told of what.
    RECIPIENTS = "RECIPIENT_KEY"
    # What a device is known by on which staff have logged in.
    DEVICES = "DEVICE_KEY"


def keys_for(purpose: Purpose) -> list[str]:
    """Return the keys of `purpose`, the one that is used now first."""
    own: list[str] = settings.PURPOSE_KEYS.get(purpose.value, [])
    return own or [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def signer(purpose: Purpose, *, salt: str, sep: str = ":") -> Signer:
    """Return what signs with the newest key of `purpose` and recognises what the older signed."""
    now, *earlier = keys_for(purpose)
    return Signer(key=now, fallback_keys=[*earlier], salt=salt, sep=sep)


def recipient_key(address: str) -> str:
    """Return what stands for an e-mail address, 64 characters that lead nobody back to it."""
    return recipient_keys(address)[0]


def recipient_keys(address: str) -> list[str]:
    """Return its key, then those that it may be stored under since before the key changed."""
    plain = address.strip().lower()
    return keyed_hashes(Purpose.RECIPIENTS, salt="casework.recipient", value=plain)


def keyed_hashes(purpose: Purpose, *, salt: str, value: str) -> list[str]:
    """Return what stands for `value`, 64 characters each: one to store, then what may be stored."""
    keys = keys_for(purpose)
    return [salted_hmac(salt, value, key, algorithm="sha256").hexdigest() for key in keys]
