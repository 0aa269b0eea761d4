"""What is restricted in Swedish becomes restricted in every language."""

from typing import Any

from django.db import migrations


def restrict(apps: Any, schema_editor: Any) -> None:
    """As core.routing.restricted_translations does for what is restricted from now on."""
    pages = apps.get_model("wagtailcore", "Page").objects
    restrictions = apps.get_model("wagtailcore", "PageViewRestriction").objects
    swedish = restrictions.filter(page__locale__language_code="sv").select_related("page")
    for original in swedish.order_by("page__path", "pk"):
        keys = pages.filter(path__startswith=original.page.path).values("translation_key")
        others = pages.filter(translation_key__in=keys).exclude(locale=original.page.locale_id)
        done = None
        for page in others.order_by("path"):
            if done and page.path.startswith(done):
                continue
            done = page.path
            told = {"restriction_type": original.restriction_type, "password": original.password}
            copy, _is_new = restrictions.update_or_create(page=page, defaults=told)
            copy.groups.set(original.groups.all())


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_sizes_are_found_by_address"),
        ("wagtailcore", "0001_initial"),
    ]

    operations = [migrations.RunPython(restrict, migrations.RunPython.noop)]
