"""How every form of the portal is drawn."""

from django.forms.renderers import TemplatesSetting


class PortalFormRenderer(TemplatesSetting):
    """Use the portal's own accessible templates for forms and fields.

    One template draws a field: label, hint, error and input, tied by `aria-describedby`. The
    error summary comes first and links to the fields.
    """

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
