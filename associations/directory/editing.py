"""The forms in which pages are edited."""

from wagtail.admin.forms import WagtailAdminPageForm

from associations.directory.organisation_number_field import OrganisationNumberField


class AssociationPageForm(WagtailAdminPageForm):
    """The editor of an entry, which does not show a personal number again."""

    class Meta(WagtailAdminPageForm.Meta):
        field_classes = {"organisation_number": OrganisationNumberField}
