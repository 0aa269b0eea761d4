"""Groups of a provider become roles."""

from typing import Any

import pytest

from casework.two_steps.roles_of_groups import groups_in, roles_of


@pytest.mark.parametrize(
    ("told", "groups"),
    [
        (["a", "b"], {"a", "b"}),
        ("a, b", {"a", "b"}),
        ("a", {"a"}),
        ([], set()),
        (None, set()),
        ({"a": 1}, set()),
        (["a", 1, None], {"a"}),
    ],
)
def test_groups_are_understood_however_they_are_told(told: Any, groups: set[str]) -> None:
    assert groups_in({"groups": told}, "groups") == groups


def test_roles_are_those_of_all_mapped_groups() -> None:
    roles_by_group = {"a": "Redaktör", "b": "Handläggare", "c": "Redaktör"}
    assert roles_of(frozenset({"a", "b", "c", "d"}), roles_by_group) == {"Redaktör", "Handläggare"}
    assert roles_of(frozenset({"d"}), roles_by_group) == frozenset()
    assert groups_in({}, "groups") == frozenset()
