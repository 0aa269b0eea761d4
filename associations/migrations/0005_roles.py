"""What Redaktör, Kommunikatör, Handläggare and Administratör may do from the start.

Afterwards administrators decide, in the admin. A permission that a later migration brings is
granted there, with `core.staff.roles.grant`.
"""

from django.db import migrations

from core.staff.roles import Role, every, grant

WRITE = [
    "wagtailadmin.access_admin",
    *every("wagtailcore.page", ["add", "change"]),
    *every("wagtailimages.image", ["add", "change", "choose"]),
    *every("wagtaildocs.document", ["add", "change", "choose"]),
    "wagtail_localize.submit_translation",
]
PUBLISH = every("wagtailcore.page", ["publish", "lock", "unlock"])
WORDS_AND_LISTS = [
    *every("core.notice"),
    *every("core.topic"),
    *every("core.actor"),
    *every("core.definition"),
    *every("core.fundingsource"),
    *every("home.priority"),
    *every("home.contactpoint"),
    *every("associations.associationkind"),
    *every("associations.notpursued"),
    "associations.publish_notpursued",
]
READERS_AND_ASSOCIATIONS = [
    *every("home.feedback", ["view", "change"]),
    *every("associations.entrysuggestion", ["view", "decide"]),
    "associations.send_review_link",
]
PROPOSALS = ["associations.handle_proposal", "associations.erase_proposal"]
SEE_MAIL = ["casework.view_dispatch"]
SEND_MAIL_AGAIN = ["casework.resend_dispatch"]
RUN_THE_PORTAL = [
    "wagtailcore.bulk_delete_page",
    *every("wagtailcore.collection", ["add", "change", "delete"]),
    "core.change_portalsettings",
    *every("core.user"),
    *every("auth.group"),
    *every("wagtailcore.site"),
    *every("wagtailcore.locale"),
    *every("wagtailcore.workflow"),
    *every("wagtailcore.task"),
    *every("wagtailredirects.redirect"),
    *every("wagtailsearchpromotions.searchpromotion"),
]

MAY = {
    Role.EDITOR: WRITE,
    Role.COMMUNICATOR: WRITE + PUBLISH + WORDS_AND_LISTS + READERS_AND_ASSOCIATIONS + SEE_MAIL,
    # Writes drafts as an editor does; what is told to the public is the communicators' to decide.
    Role.CASE_OFFICER: WRITE + PROPOSALS + SEE_MAIL + SEND_MAIL_AGAIN,
    Role.ADMINISTRATOR: (
        WRITE
        + PUBLISH
        + WORDS_AND_LISTS
        + READERS_AND_ASSOCIATIONS
        + PROPOSALS
        + SEE_MAIL
        + SEND_MAIL_AGAIN
        + RUN_THE_PORTAL
    ),
}
# Wagtail's own two groups mean the same, so they become these: whoever is in one stays in it, and
# what refers to it goes on working.
FORMERLY = {"Editors": Role.EDITOR, "Moderators": Role.COMMUNICATOR}
APPROVAL = "Moderators approval"
APPROVAL_IN_SWEDISH = "Kommunikatör godkänner"


def create_roles(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for former, role in FORMERLY.items():
        if not groups.filter(name=role).exists():
            groups.filter(name=former).update(name=role)
    for role, permissions in MAY.items():
        grant(apps, role, *permissions)
    _name_approval(apps)


def _name_approval(apps):
    """Wagtail's workflow for all pages: a communicator, or an administrator, approves."""
    groups = apps.get_model("auth", "Group").objects
    approvers = groups.filter(name__in=[Role.COMMUNICATOR, Role.ADMINISTRATOR])
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name=APPROVAL):
        task.groups.add(*approvers)
        task.name = APPROVAL_IN_SWEDISH
        task.save(update_fields=["name"])
    workflows = apps.get_model("wagtailcore", "Workflow").objects
    workflows.filter(name=APPROVAL).update(name=APPROVAL_IN_SWEDISH)


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0004_proposals"),
        ("home", "0002_feedback"),
        ("casework", "0003_private_files"),
        ("core", "0003_privacy_page"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(create_roles, migrations.RunPython.noop)]
