"""Which form fields Wagtail makes of the fields of models, where ours differ from its own."""

from django.db import models
from wagtail.admin.forms.models import register_form_field_override

from core.language.email_field import EmailAddressField


def use_ours() -> None:
    """Let forms of models read e-mail addresses as public forms do. Called once, when ready."""
    register_form_field_override(models.EmailField, override={"form_class": EmailAddressField})
