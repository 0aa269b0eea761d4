"""Every field of an entry and of a partnership is in its file, or left out for a reason."""

from datetime import date

import pytest
from django.db.models import Model

from associations.directory.exports import association_columns
from associations.models import AssociationPage, PartnershipPage
from associations.register.exports import partnership_columns
from core.models import BasePage

# Each field of the model's own, and the columns that tell of it.
ENTRY = {
    "activities": {"activities"},
    "checked_on": {"checked_on"},
    "contributes": {"contributes"},
    "email": {"email"},
    "email_is_public": {"email"},
    "kinds": {"kinds"},
    "organisation_number": {"organisation_number"},
    "phone": {"phone"},
    "phone_is_public": {"phone"},
    "places": {"places"},
    "seeks": {"seeks"},
    "target_groups": {"target_groups"},
    "website": {"website"},
    "website_is_public": {"website"},
}
ENTRY_LEFT_OUT = {
    "actor": "the same association, under which other pages know it",
    "body": "free text of the page, at the address in the file",
    "contact_role": "tells of a channel, and is read beside it on the page",
    "reminders_sent": "the portal's own",
    "review_email": "for the yearly review, never public",
    "review_invitations": "never public",
    "suggestions": "never public",
}
PARTNERSHIP = {
    "actor_links": {"parties", "performers", "supporters"},
    "compensation_model": {"compensation"},
    "content": {"content"},
    "cost_rows": {"cost_total", "costs"},
    "decided_by": {"decided_by"},
    "decided_on": {"decided_on"},
    "follow_up_every": {"follow_up_every_months", "next_follow_up"},
    "follow_up_plan": {"follow_up_plan"},
    "follow_up_rows": {"follow_ups"},
    "funding_note": {"funding_note"},
    "kind": {"kind"},
    "late_signing_reason": {"late_signing_reason"},
    "lessons": {"lessons"},
    "measures": {"measures"},
    "period_rows": {"gaps", "periods", "status"},
    "places": {"places"},
    "predecessor": {"predecessor"},
    "purpose": {"purpose"},
    "results": {"results"},
    "results_caveat": {"results_caveat"},
    "signed_by_role": {"signed_by"},
    "signed_on": {"signed_on"},
    "steering": {"steering"},
    "successors": {"successors"},
}
PARTNERSHIP_LEFT_OUT = {
    "attachments": "documents, at the address in the file",
    "body": "free text of the page, at the address in the file",
    "proposals": "cases, never public",
}
# What every page has.
OF_EVERY_PAGE = {"title", "summary", "topics", "as_of", "sources", "url"}


@pytest.mark.parametrize(
    ("model", "told", "left_out", "columns"),
    [
        (AssociationPage, ENTRY, ENTRY_LEFT_OUT, association_columns("")),
        (PartnershipPage, PARTNERSHIP, PARTNERSHIP_LEFT_OUT, partnership_columns("", date.min)),
    ],
    ids=["directory", "register"],
)
def test_every_field_is_in_the_file_or_left_out_for_a_reason(model, told, left_out, columns):
    assert told.keys().isdisjoint(left_out)
    assert own_fields(model) == told.keys() | left_out.keys()
    named = set().union(*told.values())
    assert {column.key for column in columns} - OF_EVERY_PAGE == named


def own_fields(model: type[Model]) -> set[str]:
    above = [BasePage, *model._meta.get_parent_list()]
    shared = {field.name for parent in above for field in parent._meta.get_fields()}
    return {field.name for field in model._meta.get_fields()} - shared
