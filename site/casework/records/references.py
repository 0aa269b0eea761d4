"""The portal's own references: short enough to say on the phone, impossible to guess.

A reference has eight characters, shown as "T7K4-9XQ2". The alphabet has no vowels, so that no
word appears by chance, and of characters that look alike (8 and B, 5 and S, 2 and Z, 6 and G)
only one of each pair. Its size is a prime; therefore the weighted sum catches every mistaken
character and every two characters that changed places.
"""

import secrets
from collections.abc import Callable, Sequence

from core.language.plain_text import normalised

ALPHABET = "23456789CDFHJKMNPQRTVWX"
LENGTH = 8
# Nobody puts more between eight characters.
_LONGEST_SAID = 100

# What people read or hear instead of the character that we use.
_LOOK_ALIKES = str.maketrans("BSZGUY", "8526VV")


class BadReference(ValueError):
    """What was given is no reference of ours: wrong characters, length or check character."""


def generate(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Return a new reference such as "T7K4-9XQ2"; `choose` picks one of a sequence."""
    drawn = "".join(choose(ALPHABET) for _ in range(LENGTH - 1))
    return _shown(drawn + _check_character(drawn))


def normalise(said: str) -> str:
    """Return the reference that a person meant by `said`, in the form in which we store it.

    Case, spaces, dashes of all sorts and look-alikes do not matter. Raises BadReference.
    """
    if len(said) > _LONGEST_SAID:
        raise BadReference
    letters = (c for c in normalised(said, "NFKC").upper() if c.isalnum())
    plain = "".join(letters).translate(_LOOK_ALIKES)
    if len(plain) != LENGTH or any(c not in ALPHABET for c in plain) or _weighted(plain) != 0:
        raise BadReference
    return _shown(plain)


def is_reference(said: str) -> bool:
    """Whether `said` can be a reference of ours."""
    try:
        normalise(said)
    except BadReference:
        return False
    return True


def _shown(plain: str) -> str:
    return f"{plain[:4]}-{plain[4:]}"


def _weighted(plain: str) -> int:
    total = sum(weight * ALPHABET.index(c) for weight, c in enumerate(plain, start=1))
    return total % len(ALPHABET)


def _check_character(drawn: str) -> str:
    # The check character has the weight LENGTH; only one character brings the sum to zero.
    return next(c for c in ALPHABET if _weighted(drawn + c) == 0)
