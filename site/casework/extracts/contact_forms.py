"""The form by which an officer corrects who somebody is and how they are reached."""

from typing import Any

from django import forms
from django.db import models

from core.language.email_field import EmailAddressField


def contact_form(
    model: type[models.Model], *fields: str, all_required: bool = False
) -> "type[forms.ModelForm[Any]]":
    """Return the form of these fields, whose addresses are checked as everywhere.

    `all_required` where the model lets a field be empty only for rows that are forgotten.
    """
    addresses = {
        name: EmailAddressField
        for name in fields
        if isinstance(model._meta.get_field(name), models.EmailField)
    }
    form = forms.modelform_factory(model, fields=fields, field_classes=addresses)
    for field in form.base_fields.values():
        field.required = field.required or all_required
    return form
