"""A suggestion's fields the way a communicator reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms.boundfield import BoundField

from associations.directory.domain.entry_diff import FieldDiff, diff
from associations.directory.domain.word_diff import Piece, marked
from associations.directory.forms.decision import DecisionForm
from associations.directory.models import AssociationPage, EntrySuggestion, SuggestionKind
from associations.directory.models.entry_values import (
    ENTRY_FIELDS,
    NEW_ENTRY_FIELDS,
    field_label,
    read_entry,
    value_text,
)


@dataclass(frozen=True)
class DiffRow:
    """One field: what stands there, what is suggested, where they differ, and the form for it."""

    label: str
    old: list[Piece]
    new: list[Piece]
    # What the sender saw, when somebody has changed the field since; else "".
    seen: str
    has_moved: bool
    take: BoundField
    value: BoundField
    # Whether the communicator has written something else than what is suggested.
    is_rewritten: bool

    @property
    def is_empty_now(self) -> bool:
        """Whether nothing stands there now."""
        return not any(piece.text.strip() for piece in self.old)

    @property
    def becomes_empty(self) -> bool:
        """Whether the suggestion takes away what stands there."""
        return not any(piece.text.strip() for piece in self.new)


def diffs_of(suggestion: EntrySuggestion, page: AssociationPage | None) -> list[FieldDiff]:
    """Return every field of the entry, with what the suggestion says of it."""
    names = NEW_ENTRY_FIELDS if suggestion.kind == SuggestionKind.NEW else ENTRY_FIELDS
    # Of what is decided, only what was suggested is told; the entry has gone on since.
    waits = page is not None and not suggestion.is_decided
    now = read_entry(page) if page and waits else suggestion.base
    base = now if suggestion.kind == SuggestionKind.ERROR else suggestion.base
    return diff(names, base=base, now=now, new=suggestion.data)


def seen_diffs(
    suggestion: EntrySuggestion, page: AssociationPage | None, revision_id: int | None
) -> list[FieldDiff]:
    """Return the fields as they were when the entry's latest revision was this one.

    Nothing when nobody can tell any more. A page without any is as the association saw it.
    """
    if revision_id is None and suggestion.kind == SuggestionKind.REVIEW:
        return diff(ENTRY_FIELDS, base=suggestion.base, now=suggestion.base, new=suggestion.data)
    revision = page.revisions.filter(pk=revision_id).first() if page else None
    return diffs_of(suggestion, revision.as_object()) if revision else []


def rows_of(form: DecisionForm, diffs: Sequence[FieldDiff]) -> list[DiffRow]:
    """Return the fields as rows, in the order of the entry."""
    return [_row(form, each) for each in diffs]


def _row(form: DecisionForm, each: FieldDiff) -> DiffRow:
    old, new = marked(value_text(each.name, each.now), value_text(each.name, each.proposed))
    return DiffRow(
        label=field_label(each.name),
        old=old,
        new=new,
        seen=value_text(each.name, each.base) if each.has_moved else "",
        has_moved=each.has_moved,
        take=form.take_field(each.name),
        value=form.value_field(each.name),
        is_rewritten=form.is_rewritten(each.name),
    )
