"""The rules of retention: what an installation may decide, and what is wrong with a decision."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal

from casework.erasing.checks import decisions_are_named
from casework.erasing.kinds import offered_kinds
from casework.erasing.telling import told_of, told_to_readers
from casework.records.retention import rule
from config.env import UnusableSetting
from config.retention_file import with_decisions
from tests.architecture.test_settings import PRODUCTION, manage

RULES = {"mail": {"days": 30, "ground": "g"}, "mail.told": {"months": 24, "ground": "h"}}


def decided(folder: Path, told: str) -> dict[str, dict[str, Any]]:
    path = folder / "retention.toml"
    path.write_text(told)
    return with_decisions(RULES, str(path))


def test_every_rule_is_used_by_one_kind_and_every_kind_has_its_rules() -> None:
    used = [due.key for kind in offered_kinds() for due in kind.dues]
    assert sorted(used) == sorted(portal.RETENTION)
    assert len({kind.name for kind in offered_kinds()}) == len(offered_kinds())
    for key in used:
        assert sum(bool(n) for n in (rule(key).months, rule(key).days, rule(key).hours)) == 1, key
        assert str(rule(key).ground)


def test_what_is_not_erased_by_the_portal_is_erased_by_an_officer() -> None:
    for kind in offered_kinds():
        assert all(bool(due.erase) is not bool(kind.confirmed) for due in kind.dues), kind.name


def test_a_file_says_another_length_a_decision_and_other_words(tmp_path: Path) -> None:
    told = '[mail]\nmonths = 2\ndecision = "SDN 12/2026"\n[mail.told]\nground = "Beslut"'
    assert decided(tmp_path, told) == {
        "mail": {"months": 2, "ground": "g", "decision": "SDN 12/2026"},
        "mail.told": {"months": 24, "ground": "Beslut", "decision": ""},
    }
    assert with_decisions(RULES, "")["mail"] == {"days": 30, "ground": "g", "decision": ""}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("mail = 3", "mail = 3"),
        ("[brev]\ndays = 3", "rules that there are not: brev"),
        ("[mail]\ndays = 0", "days = 0"),
        ("[mail]\ndays = true", "days = True"),
        ('[mail]\nmonths = "12"', "months = '12'"),
        ("[mail]\nyears = 1", "years = 1"),
        ("[mail]\ndays = 1\nmonths = 1", "two lengths"),
        ('[mail]\ndecision = " "', "decision = ' '"),
        ("[mail", "no TOML file"),
    ],
)
def test_a_slip_of_the_pen_stops_the_start(tmp_path: Path, told: str, why: str) -> None:
    with pytest.raises(UnusableSetting, match=why):
        decided(tmp_path, told)


def test_a_file_that_is_not_there_stops_the_start() -> None:
    with pytest.raises(UnusableSetting, match="RETENTION_FILE"):
        with_decisions(RULES, "none/there.toml")


def test_erasing_proposals_without_a_decision_is_an_error(settings: Any) -> None:
    assert decisions_are_named(None) == []
    none = {key: {**told, "decision": ""} for key, told in settings.RETENTION.items()}
    settings.RETENTION = none
    assert [each.id for each in decisions_are_named(None)] == ["casework.E001"] * 4
    settings.PROPOSAL_ERASING = False
    assert decisions_are_named(None) == []


def test_production_does_not_start_to_erase_without_decisions(tmp_path: Path) -> None:
    checked = manage("check", env={**PRODUCTION, "PROPOSAL_ERASING": "on"})
    assert checked.returncode != 0
    assert "'proposal.withdrawn'" in checked.stderr
    path = tmp_path / "retention.toml"
    stages = ("withdrawn", "redirected", "not_pursued", "ended")
    path.write_text("\n".join(f'[proposal.{each}]\ndecision = "SDN 1"' for each in stages))
    env = {**PRODUCTION, "PROPOSAL_ERASING": "on", "RETENTION_FILE": str(path)}
    assert manage("check", env=env).returncode == 0


def test_readers_are_told_the_very_rules(settings: Any) -> None:
    told = {each.label: each for each in told_to_readers()}
    assert told["Tyck till"].whens == [
        "12 månader efter att synpunkten är hanterad",
        "24 månader efter att den kom in, om ingen har hanterat den",
    ]
    assert "Personalens inloggningar" not in told
    kept = {**settings.RETENTION["feedback.handled"], "months": 7, "decision": "SDN 9"}
    settings.RETENTION = {**settings.RETENTION, "feedback.handled": kept}
    changed = next(each for each in told_to_readers() if each.label == "Tyck till")
    assert changed.whens[0].startswith("7 månader")
    assert [ground.decision for ground in changed.grounds] == ["SDN 9", "SDN 2026/7"]


def test_readers_are_told_when_no_proposal_is_erased_yet(settings: Any) -> None:
    proposals = next(kind for kind in offered_kinds() if kind.name == "proposal")
    assert "för protokoll" in told_of(proposals).how
    settings.PROPOSAL_ERASING = False
    assert "gallrar inte än" in told_of(proposals).how
