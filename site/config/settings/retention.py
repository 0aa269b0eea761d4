"""For how long everything is kept that people leave behind, why, and by whose decision.

One row for each rule. An installation says what its board and archive authority have decided in a
TOML file that RETENTION_FILE names; see docs/how-to/retention.md. Its words go before these.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from config.env import UnusableSetting, env, note_unusable
from config.retention_file import with_decisions

_RECORD = _(
    "Allmän handling. Den får gallras när myndigheten har beslutat det (10 § arkivlagen, 1990:782)."
)
_BRIEF_RECORD = _(
    "Allmän handling som bara behövs för stunden. Den får gallras när myndigheten har beslutat"
    " det (10 § arkivlagen, 1990:782)."
)
_NOT_NEEDED = _(
    "Uppgifterna behövs inte längre för det som de samlades in för (artikel 5.1 e i"
    " dataskyddsförordningen)."
)
_SECURITY = _(
    "Behövs en tid för att upptäcka och utreda missbruk (artikel 32 i dataskyddsförordningen)."
)

_RULES: dict[str, dict[str, Any]] = {
    # Proposals: from the day on which they ended so. Erased by an officer.
    "proposal.withdrawn": {"months": 24, "ground": _RECORD},
    "proposal.redirected": {"months": 24, "ground": _RECORD},
    "proposal.not_pursued": {"months": 60, "ground": _RECORD},
    "proposal.ended": {"months": 120, "ground": _RECORD},
    # What nobody has handled is told of after so many days, again and again.
    "feedback.handled": {"months": 12, "ground": _BRIEF_RECORD},
    "feedback.unhandled": {"months": 24, "ground": _BRIEF_RECORD, "alarm_days": 30},
    "suggestion.handled": {"months": 12, "ground": _BRIEF_RECORD},
    "suggestion.unhandled": {"months": 24, "ground": _BRIEF_RECORD, "alarm_days": 30},
    "registration.held": {"days": 30, "ground": _BRIEF_RECORD},
    "registration.postponed": {"days": 180, "ground": _BRIEF_RECORD},
    "registration.unconfirmed": {"days": 7, "ground": _NOT_NEEDED},
    "registration.receipt": {"hours": 24, "ground": _NOT_NEEDED},
    "sent_form": {"days": 31, "ground": _SECURITY},
    "mail": {"days": 30, "ground": _NOT_NEEDED},
    "mail.told": {"months": 24, "ground": _NOT_NEEDED},
    "waiting_file": {"hours": 24, "ground": _NOT_NEEDED},
    "rate_count": {"hours": 24, "ground": _SECURITY},
    "log_in.failure": {"hours": 24, "ground": _SECURITY},
    "log_in.log": {"days": env.int("LOG_IN_LOG_DAYS", default=90), "ground": _SECURITY},
    "log": {"months": 120, "ground": _SECURITY},
    "revision": {"months": 24, "ground": _BRIEF_RECORD},
}
try:
    RETENTION = with_decisions(_RULES, env.str("RETENTION_FILE", default=""))
except UnusableSetting as _unreadable:
    note_unusable("RETENTION_FILE", str(_unreadable))
    RETENTION = with_decisions(_RULES, "")
# Whether officers may erase proposals. It takes a decision for each rule; `check` asks for it.
PROPOSAL_ERASING = env.bool("PROPOSAL_ERASING", default=False)
