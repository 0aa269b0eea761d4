"""What `migrate` changes in rows of releases, and why. Everything else must stay as it was."""

# Columns that have another name today.
NEW_NAMES = {
    "associations_entrysuggestion.decided_by_id": "handled_by_id",
    "associations_entrysuggestion.decided_at": "handled_at",
    "associations_proposal.handler_id": "handled_by_id",
    "associations_proposal.closed_at": "handled_at",
    "associations_proposal.form_key": "idempotency_key",
}
CHANGED = {
    "core_portalsettings.feedback_retention_months": "is a rule of RETENTION now",
    "core_portalimage.file_hash": "a picture loses what it tells of its making",
    "core_portalimage.file_size": "a picture loses what it tells of its making",
}
# Tables of which rows may go.
GONE = {
    "post_office_email": "mails stand in casework_mail under the same keys; a test compares them",
    "auth_group_permissions": "roles lose what they must not do; see tests/roles",
    "wagtailcore_groupcollectionpermission": "who only writes keeps to files of their own",
}
