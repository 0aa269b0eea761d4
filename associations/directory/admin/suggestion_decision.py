"""One suggestion: read it, compare it, decide."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button

from associations.directory.actions.entries import NoDirectory
from associations.directory.actions.suggestion_decisions import (
    EntryGone,
    EntryLocked,
    EntryMoved,
    approve_suggestion,
    refuse_suggestion,
)
from associations.directory.admin.suggestion_diff import diffs_of, rows_of, seen_diffs
from associations.directory.domain.suggestion_status import SuggestionStatus
from associations.directory.forms.decision import DRAFT, DecisionForm
from associations.directory.models import AssociationPage, EntrySuggestion, SuggestionKind
from associations.directory.models.entry_values import field_label
from associations.directory.permissions import may_decide
from casework.records.admin import RecordInspectView
from casework.records.moves import IllegalMove
from core.models import User
from core.templatetags.portal_dates import date_and_clock

BUTTONS = {"approve": SuggestionStatus.APPROVED, "refuse": SuggestionStatus.REFUSED}


class SuggestionView(RecordInspectView):
    """A suggestion, to read, and for whoever may, to decide about."""

    page_title = gettext_lazy("Förslag")
    any_permission_required = ["view"]
    history_url_name = ""
    object: EntrySuggestion

    def get_edit_url(self) -> None:
        """No button that leads here."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """The ways to what has happened so far, and to the entry."""
        history = reverse(self.history_url_name, args=[self.object.pk])
        buttons = [Button(_("Historik"), url=history, icon_name="history")]
        if self.object.association_id:
            edit = reverse("wagtailadmin_pages:edit", args=[self.object.association_id])
            buttons.append(Button(_("Föreningens sida"), url=edit, icon_name="doc-empty"))
        return buttons

    @cached_property
    def entry(self) -> AssociationPage | None:
        """The entry as it stands now; None when there is none, or no longer."""
        return AssociationPage.objects.filter(pk=self.object.association_id).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        suggestion = self.object
        form = context.get("form") or self._form()
        rows = rows_of(form, form.diffs)
        told = {diff.name for diff in form.diffs if diff.is_change}
        shown = [
            (row, diff.name in told or row.is_rewritten or bool(row.value.errors))
            for row, diff in zip(rows, form.diffs, strict=True)
        ]
        context.update(
            form=form,
            suggestion=suggestion,
            entry=self.entry,
            kinds=SuggestionKind,
            changed=[row for row, is_shown in shown if is_shown],
            unchanged=[row for row, is_shown in shown if not is_shown],
            namesakes=self._namesakes(),
            taken=[field_label(name) for name in suggestion.applied],
            may_decide=may_decide(self.request.user, suggestion),
            # An entry that is gone cannot be changed, but the case can still be closed.
            may_approve=not suggestion.has_lost_its_entry,
        )
        return dict(context)

    def _form(self, data: Any = None, wanted: SuggestionStatus | None = None) -> DecisionForm:
        return DecisionForm(
            data,
            suggestion=self.object,
            diffs=diffs_of(self.object, self.entry),
            wanted=wanted,
            initial={"seen_revision": self._revision_id},
        )

    @property
    def _revision_id(self) -> int | None:
        return self.entry.latest_revision_id if self.entry else None

    def _namesakes(self) -> list[AssociationPage]:
        """Entries that may be the new association already."""
        if self.object.kind != SuggestionKind.NEW or self.object.is_decided:
            return []
        entries = AssociationPage.objects.originals()
        same = entries.filter(title__iexact=self.object.association_title)
        if number := self.object.data.get("organisation_number"):
            same |= entries.filter(organisation_number=number)
        return list(same.order_by("title", "pk"))

    # ------------------------------------------------------------ deciding

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the pressed button says, and tell what came of it."""
        wanted = next((to for name, to in BUTTONS.items() if name in request.POST), None)
        if self.object.is_decided:
            return self._too_late()
        if wanted is None or not may_decide(request.user, self.object):
            messages.error(request, _("Du får inte besluta om förslag."))
            return redirect(request.path)
        form = self._form(request.POST, wanted)
        if not form.is_valid():
            messages.error(request, _("Inget är beslutat. Rätta det som är markerat."))
            return self.render_to_response(self.get_context_data(form=form))
        try:
            decided = self._decide(form, wanted)
        except IllegalMove:
            return self._too_late()
        except EntryMoved:
            messages.warning(request, _MOVED)
            return self._again(form.cleaned_data["seen_revision"])
        except (EntryGone, EntryLocked, NoDirectory) as stopped:
            messages.error(request, _STOPPED[type(stopped)])
            return redirect(request.path)
        text = _("%(reference)s är nu: %(status)s.")
        told = {"reference": decided.reference, "status": decided.get_status_display().lower()}
        messages.success(request, text % told)
        return redirect(reverse(self.index_url_name))

    def _decide(self, form: DecisionForm, wanted: SuggestionStatus) -> EntrySuggestion:
        officer, now = cast(User, self.request.user), timezone.now()
        told = form.cleaned_data
        if wanted == SuggestionStatus.REFUSED:
            return refuse_suggestion(
                suggestion_id=self.object.pk, reason=told["reason"], officer=officer, now=now
            )
        return approve_suggestion(
            suggestion_id=self.object.pk,
            values=form.values(),
            seen_revision=told["seen_revision"],
            officer=officer,
            now=now,
            publish_new=told.get("publish_new") != DRAFT,
        )

    def _again(self, seen_revision: int | None) -> HttpResponse:
        """Show the page as it stands now, with what the communicator had ticked and written."""
        self.__dict__.pop("entry", None)
        diffs = diffs_of(self.object, self.entry)
        seen = seen_diffs(self.object, self.entry, seen_revision)
        filled = DecisionForm(self.request.POST, suggestion=self.object, diffs=seen or diffs)
        form = DecisionForm(
            suggestion=self.object,
            diffs=diffs,
            initial={
                **(filled.kept_for(diffs) if seen else {}),
                "seen_revision": self._revision_id,
            },
        )
        return self.render_to_response(self.get_context_data(form=form))

    def _too_late(self) -> HttpResponse:
        """Tell who decided, and when. Nothing is done twice."""
        decided = EntrySuggestion.objects.select_related("handled_by").get(pk=self.object.pk)
        if decided.erased_at is not None:
            messages.warning(self.request, _("Förslaget är gallrat. Det finns inget att besluta."))
            return redirect(self.request.path)
        by, at = decided.handled_by, decided.handled_at
        told = {
            "who": (by.get_full_name() or by.get_username()) if by else _("Någon"),
            "status": decided.get_status_display().lower(),
            "when": date_and_clock(at),
        }
        text = _("%(who)s har redan beslutat: %(status)s, %(when)s. Inget ändrades nu.")
        messages.warning(self.request, text % told)
        return redirect(self.request.path)


_MOVED = gettext_lazy(
    "Föreningens sida har ändrats sedan du öppnade förslaget. Inget är beslutat. Läs igenom"
    " skillnaderna en gång till."
)
_STOPPED = {
    EntryGone: gettext_lazy(
        "Föreningen är borttagen ur registret, så det finns inget att ändra. Du kan avböja"
        " förslaget med ett skäl."
    ),
    EntryLocked: gettext_lazy("Sidan är låst av någon annan. Inget är beslutat."),
    NoDirectory: gettext_lazy("Det finns inget publicerat föreningsregister att lägga sidan i."),
}
