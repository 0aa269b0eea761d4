"""Which roles somebody has by the groups of the city's log-in. Plain Python; knows no database."""

from collections.abc import Mapping
from typing import Any

# Far more than anybody is in; a provider that sends more sends nonsense.
_MOST_GROUPS = 1000


def groups_in(claims: Mapping[str, Any], claim: str) -> frozenset[str]:
    """Return the groups that a provider tells of: a list, or words with commas or one word."""
    told = claims.get(claim)
    if isinstance(told, str):
        told = told.split(",")
    if not isinstance(told, list):
        return frozenset()
    return frozenset(each.strip() for each in told[:_MOST_GROUPS] if isinstance(each, str))


def roles_of(groups: frozenset[str], roles_by_group: Mapping[str, str]) -> frozenset[str]:
    """Return the names of the roles that `groups` give."""
    return frozenset(role for group, role in roles_by_group.items() if group in groups)
