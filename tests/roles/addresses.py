"""Every address that the URL resolver knows, with keys of rows that are there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

# By how an address begins, which row each of its parts means; what an earlier line says counts.
# A part is the name of a row in the portal, or a value after "=".
PARTS = """
    admin/pages/add/          content_type_app_name==home content_type_model_name==measurepage
    admin/pages/add/          parent_page_id=measures
    admin/pages/usage/        content_type_app_name==home content_type_model_name==measurepage
    admin/pages/create/       app_label==home model_name==measurepage
    admin/pages/workflow/     action_name==approve task_state_id=task_state task_id=task
    admin/pages/.*convert_alias  page_id=alias
    admin/localize/page/      page_id=alias
    admin/pages/              page_id=page pk=page parent_page_id=measures page_to_move_id=page
    admin/pages/              destination_id=front workflow_state_id=workflow_state
    admin/pages/              revision_id=revision revision_id_a==earliest revision_id_b==latest
    admin/api/.*pages         pk=closed action_name==publish
    admin/api/.*documents     pk=document
    admin/api/.*images        pk=image
    admin/choose-page/        parent_page_id=measures
    admin/tag-autocomplete/   app_name==taggit model_name==tag
    admin/collections/        pk=collection collection_id=collection
    admin/workflows/remove/   page_pk=root workflow_pk=workflow
    admin/workflows/tasks/    pk=task app_label==wagtailcore model_name==groupapprovaltask
    admin/workflows/task_chooser/  task_id=task
    admin/workflows/          pk=workflow
    admin/editing-sessions/   app_label==home model_name==measurepage object_id=page
    admin/editing-sessions/   session_id=session
    admin/foreningslank/      page_id=association
    admin/inbjudan-igen/      user_id=user
    admin/dialog/             page_id=dialogue
    admin/localize/.*snippet  app_label==home model_name==priority pk=home.priority
    admin/localize/           page_id=page translation_source_id=source mode==x
    admin/localize/           translation_id=translation string_segment_id=string
    admin/localize/           overridable_segment_id=override
    admin/forms/              page_id=page
    admin/redirects/          redirect_id=redirect
    admin/searchpicks/        query_id=query
    admin/settings/           app_name==core model_name==portalsettings pk=site
    admin/documents/          document_id=document doc_id=document pk=document
    admin/images/             image_id=image pk=image filter_spec==width-100
    admin/bilder/             image_id=image
    admin/(documents|images)/ uploaded_file_id=upload
    admin/snippets/           revision_id=idea_revision
    admin/snippets/           revision_id_a==earliest revision_id_b==latest
    admin/foreningsforslag/   pk=suggestion
    admin/partnerskapsforslag/  pk=proposal file_pk=file
    admin/gallring/           pk=record
    admin/synpunkter/         pk=feedback
    admin/utskick/            pk=mail_of_proposal
    admin/locales/            pk=locale
    admin/sites/              pk=site
    admin/users/              pk=user
    admin/groups/             pk=group
    admin/(password_reset|inbjudan)/  uidb64==MQ token==fel-bricka
    dokument/                 restriction_id=collection_restriction
    _util/                    page_view_restriction_id=page_restriction page_id=closed
    dialog/                   page_id=dialogue
    sitemap-                  section==pages
    .*                        token==fel-bricka path==ingenting.png
"""
# Addresses that take one of many, each of which is another door.
ONE_OF_MANY = "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/"
BULK = {
    ("wagtailcore", "page"): "page",
    ("wagtailimages", "image"): "image",
    ("core", "portalimage"): "image",
    ("wagtaildocs", "document"): "document",
    ("core", "user"): "user",
}
# What the resolver has, but does nothing with what is asked: Wagtail's test of its error page.
NO_DOORS = {"admin/failwhale/"}


@dataclass(frozen=True)
class Address:
    """A path that can be asked for, and the pattern that it stands for."""

    path: str
    pattern: str


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Give every pattern with its view, as one text from the root."""
    for each in (resolver or get_resolver()).url_patterns:
        whole = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield whole, each.callback
        else:
            yield from patterns(each, whole)


def addresses_of(ids: dict[str, Any]) -> list[Address]:
    """Return every pattern as an address, those that take one of many as several.

    Raises KeyError for a part of a new pattern that nothing above gives a meaning.
    """
    found = [
        Address("/" + _filled(pattern, ids), pattern)
        for pattern, _view in patterns()
        if pattern not in NO_DOORS and pattern != ONE_OF_MANY
    ]
    return [*found, *_bulk(ids), *_more(ids, found)]


def _bulk(ids: dict[str, Any]) -> Iterator[Address]:
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            row = BULK.get((app, model), f"{app}.{model}")
            for action in actions:
                yield Address(f"/admin/bulk/{app}/{model}/{action}/?id={ids[row]}", ONE_OF_MANY)


def _more(ids: dict[str, Any], found: list[Address]) -> Iterator[Address]:
    """Other rows behind the same pattern, and other forms of the same answer."""
    for page in ("closed", "association", "dialogue"):
        for way in ("edit", "delete"):
            yield Address(f"/admin/pages/{ids[page]}/{way}/", f"admin/pages/<int:page_id>/{way}/")
    for name in ("mail_of_suggestion", "mail_of_dialogue", "mail_of_account"):
        yield Address(f"/admin/utskick/{ids[name]}/", "admin/utskick/<int:pk>/")
    for path in ids["public"]:
        yield Address(path, "wagtail_serve")
    yield Address(ids["document_address"], "wagtaildocs_serve")
    for name in ids["media"]:
        yield Address(f"/media/{name}", "media/<path:path>")
    for each in found:
        # A list has an address for its rows alone, and so can be exported.
        if each.path.endswith("/results/"):
            yield Address(f"{each.path.removesuffix('results/')}?export=csv", each.pattern)


def _filled(pattern: str, ids: dict[str, Any]) -> str:
    whole = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<any:\1>", pattern)
    whole = whole.replace("^((?:[\\w\\-]+/)*)$", "").replace("(\\d+)/(.*)", "1/fil.pdf")
    whole = re.sub(r"[\^$]", "", whole).replace("\\.", ".").replace(".*", "ingenting")
    parts = _parts(pattern, ids)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: parts[found[1]], whole)


def _parts(pattern: str, ids: dict[str, Any]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for line in PARTS.strip().splitlines():
        begins, said = line.split(None, 1)
        if re.match(begins, pattern):
            for part in said.split():
                name, row = part.split("=", 1)
                parts.setdefault(name, row[1:] if row.startswith("=") else str(ids[row]))
    if model := re.match(r"admin/snippets/(?:choose/)?(\w+)/(\w+)/", pattern):
        parts["pk"] = str(ids[f"{model[1]}.{model[2]}"])
    return parts
