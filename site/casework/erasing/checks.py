"""What `check` says of rules of retention that nobody has decided."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from casework.erasing.kinds import offered_kinds


@register
def decisions_are_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Where officers may erase public records, each rule names the decision that allows it."""
    kinds = [kind for kind in offered_kinds() if kind.confirmed and kind.confirmed.is_on()]
    missing = [due.key for kind in kinds for due in kind.dues if not due.rule.decision.strip()]
    return [
        Error(
            f"Nobody has decided that what is kept under {key!r} may be erased.",
            hint="Name the decision in the file of RETENTION_FILE, or set PROPOSAL_ERASING=off.",
            id="casework.E001",
        )
        for key in missing
    ]
