"""What really happens to what is kept, in words: made of the rules, and of nothing else."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from casework.erasing.kinds import Due, RetentionKind, offered_kinds


@dataclass(frozen=True)
class Ground:
    """Why something is kept for so long and no longer; `decision` is "" when none is named."""

    text: str
    decision: str


@dataclass(frozen=True)
class Told:
    """One kind: what goes, each time after which it goes, and who does it."""

    label: str
    what: str
    whens: list[str]
    how: str
    rest: list[str]
    grounds: list[Ground]


def told_to_readers() -> list[Told]:
    """Return what readers are told of each kind that is about them."""
    return [told_of(kind) for kind in offered_kinds() if not kind.of_staff]


def told_of(kind: RetentionKind) -> Told:
    """Return what is told of one kind."""
    return Told(
        label=str(kind.label),
        what=str(kind.what),
        whens=[when(due) for due in kind.dues],
        how=_how(kind),
        rest=[capfirst(str(words)) for words in (kind.remains, kind.more) if words],
        grounds=list(
            dict.fromkeys(Ground(str(due.rule.ground), due.rule.decision) for due in kind.dues)
        ),
    )


def when(due: Due) -> str:
    """Return from when something is gone, such as "12 månader efter att den är hanterad"."""
    return f"{due.rule.words} {due.since}"


def _how(kind: RetentionKind) -> str:
    if kind.confirmed is None:
        return _("Portalen gör det av sig själv, varje dag.")
    if not kind.confirmed.is_on():
        return _("Vi gallrar inte än. Allt bevaras tills nämnden har beslutat om gallring.")
    return _("En handläggare gallrar, när det finns ett beslut, och för protokoll.")
