"""What a dialogue has in common in all its languages: one meeting has one time and one room."""

# Decided in steps of their own, with a reason, once the page is published; see actions.changing.
DECIDED = ("starts_at", "ends_at", "is_cancelled", "is_postponed")
# A translation has no ways in of its own, or its link would be open to others than the original's.
_WAYS_IN = (
    "form",
    "digital_url",
    "meeting_code",
    "phone_alternative",
    "opens_minutes",
    "link_access",
    "sign_up",
    "capacity",
    "sign_up_closes_at",
)
COMMON = (*DECIDED, *_WAYS_IN)
