"""Reads what an installation has decided about retention, and refuses what cannot be meant."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from config.env import UnusableSetting

_LENGTHS = ("months", "days", "hours")
_WORDS = ("ground", "decision")
_NUMBERS = (*_LENGTHS, "alarm_days")


def with_decisions(rules: dict[str, dict[str, Any]], path: str) -> dict[str, dict[str, Any]]:
    """Return `rules` with what the TOML file at `path` says instead; "" is no file.

    Raises UnusableSetting for a file that cannot be read, a rule that there is not, and a length
    that is no positive whole number: nothing may be kept longer or shorter by a mistake of the pen.
    """
    decided = _read(path) if path else {}
    if unknown := sorted(decided.keys() - rules.keys()):
        raise _unusable(f"names rules that there are not: {', '.join(unknown)}")
    return {key: _joined(rule, decided.get(key, {})) for key, rule in rules.items()}


def _read(path: str) -> dict[str, dict[str, Any]]:
    try:
        told = tomllib.loads(Path(path).read_text())
    except (OSError, ValueError):
        raise _unusable("is no TOML file that can be read") from None
    return dict(_flat("", told))


def _flat(prefix: str, table: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the rules of a table; `[mail.told]` lies inside `[mail]`, and both are rules."""
    rule = {name: value for name, value in table.items() if not isinstance(value, dict)}
    if rule:
        _check(prefix, rule)
        yield prefix, rule
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}.{name}" if prefix else name, value)


def _check(key: str, rule: dict[str, Any]) -> None:
    for name, value in rule.items():
        is_number = isinstance(value, int) and not isinstance(value, bool) and value > 0
        is_words = isinstance(value, str) and bool(value.strip())
        if not (is_number if name in _NUMBERS else is_words and name in _WORDS):
            raise _unusable(f"says of {key!r} {name} = {value!r}")
    if len(rule.keys() & set(_LENGTHS)) > 1:
        raise _unusable(f"says two lengths of {key!r}")


def _joined(rule: dict[str, Any], decided: dict[str, Any]) -> dict[str, Any]:
    # A length in days goes before one in months.
    has_length = decided.keys() & set(_LENGTHS)
    kept = {name: rule[name] for name in rule if not (has_length and name in _LENGTHS)}
    return {"decision": "", **kept, **decided}


def _unusable(why: str) -> UnusableSetting:
    return UnusableSetting(f"Set the environment variable RETENTION_FILE: the file {why}.")
