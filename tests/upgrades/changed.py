"""What `migrate` changes in rows of releases, and why. Everything else must stay as it was."""

# Columns that have another name today.
NEW_NAMES = {
    "associations_entrysuggestion.decided_by_id": "handled_by_id",
    "associations_entrysuggestion.decided_at": "handled_at",
    "associations_proposal.handler_id": "handled_by_id",
    "associations_proposal.closed_at": "handled_at",
    "associations_proposal.form_key": "idempotency_key",
}
CHANGED: dict[str, str] = {}
# Tables of which rows may go.
GONE: dict[str, str] = {}
