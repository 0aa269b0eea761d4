"""By what a restore knows the keys again, without the backup holding any of them."""

import hashlib

from django.conf import settings

from core.keys.purposes import Purpose, keys_for

# A key is long and made by chance; for one that is not, guessing shall cost.
_ROUNDS = 100_000
_BYTES = 8


def present() -> dict[str, str]:
    """Return the fingerprint of each key that is used now."""
    return {name: _fingerprint(name, keys[0]) for name, keys in _keys().items()}


def strangers(made_with: dict[str, str]) -> list[str]:
    """Return which keys a backup was `made_with` that are none of ours, fallbacks among them."""
    ours = _keys()
    return [
        name
        for name, fingerprint in sorted(made_with.items())
        if fingerprint not in {_fingerprint(name, key) for key in ours.get(name, [])}
    ]


def _keys() -> dict[str, list[str]]:
    return {
        "SECRET_KEY": [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS],
        **{purpose.value: keys_for(purpose) for purpose in Purpose},
    }


def _fingerprint(name: str, key: str) -> str:
    made = hashlib.pbkdf2_hmac("sha256", key.encode(), name.encode(), _ROUNDS, dklen=_BYTES)
    return made.hex()
