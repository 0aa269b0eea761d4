"""Migrations that must not run beside the version before them, and why they were taken in.

A row names what the linter says of one, and the reason. Each asks the release notes, under *By
hand*, to stop the portal for the time of `migrate`.
"""

# Nobody but a demonstration runs 0.1.0, so what follows it need not run beside it.
_AFTER_FIRST = "comes with 0.2.0, before which the portal is stopped"

KNOWN: dict[tuple[str, str], tuple[set[str], str]] = {
    ("associations", "0009_suggestions_are_received"): ({"RENAME_COLUMN"}, _AFTER_FIRST),
    ("associations", "0010_proposals_are_received"): ({"RENAME_COLUMN"}, _AFTER_FIRST),
    ("casework", "0005_waiting_files_have_a_sender"): (
        {"CREATE_INDEX", "CREATE_INDEX_EXCLUSIVE", "NOT_NULL"},
        _AFTER_FIRST,
    ),
    ("casework", "0006_own_mail"): ({"ALTER_COLUMN"}, _AFTER_FIRST),
    ("casework", "0011_reset_requests_without_key"): ({"DROP_COLUMN"}, _AFTER_FIRST),
    ("core", "0006_actor_speaks_for"): ({"NOT_NULL"}, _AFTER_FIRST),
    ("core", "0008_sizes_are_found_by_address"): ({"CREATE_INDEX"}, _AFTER_FIRST),
    ("core", "0010_retention_is_a_rule"): ({"DROP_COLUMN"}, _AFTER_FIRST),
    ("dialogues", "0006_seats_are_confirmed"): (
        {"CREATE_INDEX", "CREATE_INDEX_EXCLUSIVE"},
        _AFTER_FIRST,
    ),
}
