"""The four roles of the staff, and how a migration gives one of them a permission.

A role is a group, so administrators see it in the admin and may change what it may do. What each
role starts with stands in the migrations of the topmost app that has something to give.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.contrib.auth.management import create_permissions


class Role(StrEnum):
    """The names of the groups, which the admin shows as they are."""

    EDITOR = "Redaktör"
    COMMUNICATOR = "Kommunikatör"
    CASE_OFFICER = "Handläggare"
    ADMINISTRATOR = "Administratör"


def every(model: str, actions: Iterable[str] = ("view", "add", "change", "delete")) -> list[str]:
    """Return the permissions to do `actions` to a model, such as "core.add_topic" and so on."""
    app_label, model_name = model.split(".")
    return [f"{app_label}.{action}_{model_name}" for action in actions]


def grant(apps: Any, role: Role, *permissions: str) -> None:
    """Let `role` do what `permissions` ("app.codename") name; made for migrations.

    `apps` are those of the migration, which must come after the one that made the model. What
    concerns pages, images, documents and collections is granted from the root down. May be done
    again. Raises LookupError for a permission that no model has.
    """
    group, _is_new = apps.get_model("auth", "Group").objects.get_or_create(name=str(role))
    for permission in _existing(apps, permissions):
        _place(apps, group, permission)


def revoke(apps: Any, role: Role, *permissions: str) -> None:
    """Take from `role` what `permissions` name, wherever in the trees it was granted.

    Made for migrations, as `grant`. A role that an administrator has removed stays removed.
    """
    group = apps.get_model("auth", "Group").objects.filter(name=str(role)).first()
    if group is None:
        return
    for permission in _existing(apps, permissions):
        group.permissions.remove(permission)
        for model in ("GroupPagePermission", "GroupCollectionPermission"):
            granted = apps.get_model("wagtailcore", model).objects
            granted.filter(group=group, permission=permission).delete()


def _place(apps: Any, group: Any, permission: Any) -> None:
    """Grant a permission where Wagtail will look for it."""
    model = permission.content_type.model
    if model == "page":
        root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
        on_pages = apps.get_model("wagtailcore", "GroupPagePermission").objects
        on_pages.get_or_create(group=group, page=root, permission=permission)
    elif model in {"image", "document", "collection"}:
        root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
        on_collections = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
        on_collections.get_or_create(group=group, collection=root, permission=permission)
    else:
        group.permissions.add(permission)


def _existing(apps: Any, labels: Iterable[str]) -> list[Any]:
    """Return the permissions, made where they are missing: Django makes them after migrating."""
    wanted = dict.fromkeys(labels)
    for app_label in {label.split(".")[0] for label in wanted}:
        _create_permissions(apps, app_label)
    found = [_named(apps, *label.split(".")) for label in wanted]
    missing = [label for label, permission in zip(wanted, found, strict=True) if permission is None]
    if missing:
        raise LookupError(f"No model has the permissions {', '.join(missing)}")
    return found


def _named(apps: Any, app_label: str, codename: str) -> Any:
    among = apps.get_model("auth", "Permission").objects.select_related("content_type")
    return among.filter(content_type__app_label=app_label, codename=codename).first()


def _create_permissions(apps: Any, app_label: str) -> None:
    config = apps.get_app_config(app_label)
    # The apps of a migration look empty to Django unless they say that they have models.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    _create_publish_permissions(apps, config)


def _create_publish_permissions(apps: Any, config: Any) -> None:
    """As Wagtail does for snippets that have drafts, with the same names."""
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for model in config.get_models():
        fields = {field.name for field in model._meta.get_fields()}
        if {"live", "has_unpublished_changes"} <= fields and "page_ptr" not in fields:
            permissions.get_or_create(
                content_type=content_types.get_for_model(model),
                codename=f"publish_{model._meta.model_name}",
                defaults={"name": f"Can publish {model._meta.verbose_name_raw}"},
            )
