"""Who may see all that is kept about one person."""

from typing import Any


def may_make_extracts(user: Any) -> bool:
    """May look a person up over everything, correct and erase: a permission of its own."""
    return bool(user.has_perm("casework.make_registerextract"))
