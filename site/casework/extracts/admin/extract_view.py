"""«Registerutdrag»: all that is kept about one person; printed, handed out, corrected, erased.

What is searched comes and goes in the body of a POST alone: no address, title or log holds it.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from casework.extracts.actions import correct, erase, look_up, note_export
from casework.extracts.admin.forms import PersonForm
from casework.extracts.admin.shown import as_data, shown
from casework.extracts.permissions import may_make_extracts
from casework.extracts.sources import CannotCorrect, Hit, MayNotErase, find


@sensitive_post_parameters()
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def show_extract(request: HttpRequest) -> HttpResponse:
    """Ask whom to look for; then do what the pressed button says with what was found."""
    if not may_make_extracts(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _ask(request, PersonForm())
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    step = next((step for step in _STEPS if step in request.POST), "")
    if not step:
        return _found(request, form, look_up(form.person, request.user, timezone.now()))
    answer = _STEPS[step](request, form, find(form.person))
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _ask(request: HttpRequest, form: PersonForm) -> HttpResponse:
    return _render(request, "casework/admin/extract_form.html", {"form": form})


def _found(request: HttpRequest, form: PersonForm, hits: list[Hit]) -> HttpResponse:
    sources = shown(hits, request.user, timezone.now())
    context = {"form": form, "sources": sources, "count": len(hits)}
    return _render(request, "casework/admin/extract.html", context)


def _chosen(request: HttpRequest, hits: list[Hit]) -> list[Hit]:
    ticked = set(request.POST.getlist("hit"))
    return [hit for hit in hits if hit.key in ticked]


def _print(request: HttpRequest, form: PersonForm, hits: list[Hit]) -> HttpResponse:
    chosen, now = _chosen(request, hits), timezone.now()
    if not chosen:
        return _none_chosen(request, form, hits)
    note_export(chosen, "PRINT", request.user, now)
    context = {"sources": shown(chosen, request.user, now), "printed_at": now}
    return render(request, "casework/admin/extract_printout.html", context)


def _as_json(request: HttpRequest, form: PersonForm, hits: list[Hit]) -> HttpResponse:
    chosen, now = _chosen(request, hits), timezone.now()
    if not chosen:
        return _none_chosen(request, form, hits)
    note_export(chosen, "JSON", request.user, now)
    answer = JsonResponse(as_data(chosen, now), json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="registerutdrag.json"'
    return answer


def _none_chosen(request: HttpRequest, form: PersonForm, hits: list[Hit]) -> HttpResponse:
    messages.error(request, _("Kryssa i minst en post som hör till personen."))
    return _found(request, form, hits)


def _one(request: HttpRequest, step: str, hits: list[Hit]) -> Hit | None:
    return next((hit for hit in hits if hit.key == request.POST[step]), None)


def _gone(request: HttpRequest, form: PersonForm, hits: list[Hit]) -> HttpResponse:
    messages.warning(request, _("Posten finns inte kvar. Inget är gjort."))
    return _found(request, form, hits)


def _correct(request: HttpRequest, form: PersonForm, hits: list[Hit]) -> HttpResponse:
    """Show the form that corrects one row."""
    hit = _one(request, "correct", hits)
    if hit is None or hit.source.form is None:
        return _gone(request, form, hits)
    fields = hit.source.form(instance=hit.row, prefix="new")
    return _render(request, "casework/admin/extract_correct.html", _about(form, hit, fields=fields))


def _save(request: HttpRequest, form: PersonForm, hits: list[Hit]) -> HttpResponse:
    """Store what was corrected."""
    hit = _one(request, "save", hits)
    if hit is None or hit.source.form is None:
        return _gone(request, form, hits)
    fields = hit.source.form(request.POST, instance=hit.row, prefix="new")
    if fields.is_valid():
        # The row in hand has been written over by the form.
        changed = {name: fields.cleaned_data[name] for name in fields.fields}
        try:
            correct(hit.source, hit.row.pk, changed, request.user, timezone.now())
        except CannotCorrect as why:
            fields.add_error(None, str(why))
    if fields.errors:
        context = _about(form, hit, fields=fields)
        return _render(request, "casework/admin/extract_correct.html", context)
    messages.success(request, _("Uppgifterna är rättade."))
    return _found(request, form, find(form.person))


def _ask_erase(request: HttpRequest, form: PersonForm, hits: list[Hit]) -> HttpResponse:
    """Ask once more before what cannot be undone."""
    hit = _one(request, "erase", hits)
    if hit is None:
        return _gone(request, form, hits)
    if why := hit.source.why_kept(hit.row, timezone.now(), request.user):
        messages.error(request, why)
        return _found(request, form, hits)
    return _render(request, "casework/admin/extract_erase.html", _about(form, hit))


def _erase(request: HttpRequest, form: PersonForm, hits: list[Hit]) -> HttpResponse:
    hit = _one(request, "erase_now", hits)
    if hit is None:
        return _gone(request, form, hits)
    try:
        erase(hit, request.user, timezone.now())
    except MayNotErase as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Uppgifterna är raderade."))
    return _found(request, form, find(form.person))


def _back(request: HttpRequest, form: PersonForm, hits: list[Hit]) -> HttpResponse:
    return _found(request, form, hits)


def _about(form: PersonForm, hit: Hit, **more: Any) -> dict[str, Any]:
    label = str(hit.source.label)
    return {"form": form, "hit": hit, "label": label, "title": hit.source.title(hit.row), **more}


def _render(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    title = _("Registerutdrag")
    framed = {**context, "header_title": title, "page_title": title, "header_icon": "user"}
    return render(request, template, framed)


_STEPS: dict[str, Callable[[HttpRequest, PersonForm, list[Hit]], HttpResponse]] = {
    "print": _print,
    "json": _as_json,
    "correct": _correct,
    "save": _save,
    "erase": _ask_erase,
    "erase_now": _erase,
    "back": _back,
}
