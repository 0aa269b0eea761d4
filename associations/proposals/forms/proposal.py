"""The form in which an association proposes a partnership."""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise

from associations.directory.forms.entry import is_empty, set_row_choices
from associations.directory.forms.fields import PhoneField, RowsField
from associations.directory.organisation_number_field import OrganisationNumberField
from associations.proposals.domain.questions import (
    LONGEST_LINE,
    LONGEST_TEXT,
    SECTIONS,
    WRITTEN,
    Answer,
    Question,
    Section,
    all_questions,
)
from associations.proposals.forms.with_files import FormWithFiles
from casework.public_forms.fields import ForgivingEmailField, OneLineField, PlainTextField


class ProposalForm(FormWithFiles):
    """All questions of `associations.proposals.domain.questions`, and a place for files."""

    purpose = "associations.proposal"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_row_choices(self)

    def content_key(self) -> str:
        """What stands for the words of the valid form, without its files."""
        content = [self.cleaned_data[question.name] for question in all_questions()]
        return self.key.for_content(self.purpose, json.dumps(content))

    def written(self) -> dict[str, str]:
        """The answers in words of the valid form, by question."""
        return {name: self.cleaned_data[name] for name in WRITTEN}

    @property
    def sections(self) -> list[tuple[Section, list[BoundField]]]:
        """The questions in their sections."""
        return [(part, [self[question.name] for question in part.questions]) for part in SECTIONS]

    @property
    def answered(self) -> list[tuple[Section, list[tuple[BoundField, str]]]]:
        """The valid form as it is reviewed: each question with its answer in words."""
        return [
            (
                part,
                [(field, self._in_words(field.name)) for field in fields if not is_empty(field)],
            )
            for part, fields in self.sections
        ]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the review step carries along unseen: names and values, as they were sent."""
        names = ["form_key", *(question.name for question in all_questions())]
        return [(name, value) for name in names for value in self._sent(name)]

    def _sent(self, name: str) -> list[str]:
        sent = self[name].value()
        return [str(value) for value in (sent if isinstance(sent, list) else [sent or ""])]

    def _in_words(self, name: str) -> str:
        answer = self.cleaned_data[name]
        if not isinstance(answer, list):
            return str(answer)
        field: Any = self.fields[name]
        known = dict(field.choices)
        return ", ".join(str(known[key]) for key in answer)


def _line(question: Question) -> forms.Field:
    return OneLineField(longest=LONGEST_LINE, **_common(question))


def _text(question: Question) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": question.rows})
    return PlainTextField(longest=LONGEST_TEXT, widget=widget, **_common(question))


def _rows(question: Question) -> forms.Field:
    common = _common(question)
    is_required = common.pop("required")
    field = RowsField(**common)
    field.required = is_required
    return field


_MAKERS: dict[Answer, Callable[[Question], forms.Field]] = {
    Answer.LINE: _line,
    Answer.TEXT: _text,
    Answer.EMAIL: lambda question: ForgivingEmailField(**_common(question)),
    Answer.PHONE: lambda question: PhoneField(**_common(question)),
    # Said to be absent is an answer, too.
    Answer.ORGANISATION_NUMBER: lambda question: OrganisationNumberField(
        absent="saknas", **_common(question)
    ),
    Answer.PLACES: _rows,
    Answer.TOPICS: _rows,
}


def _field_for(question: Question) -> forms.Field:
    field = _MAKERS[question.answer](question)
    if question.autocomplete:
        field.widget.attrs["autocomplete"] = question.autocomplete
    return field


def _common(question: Question) -> dict[str, Any]:
    messages: dict[str, Promise] = {"required": question.missing} if question.missing else {}
    return {
        "label": question.label,
        "help_text": question.hint,
        "required": question.is_required,
        "error_messages": messages,
    }


# The fields are those of the questions, made once. Errors are summed up in the order in which the
# page is read.
_questions: dict[str, forms.Field] = {each.name: _field_for(each) for each in all_questions()}
_first = {name: ProposalForm.base_fields[name] for name in ("form_key", "website")}
_last = {"attachments": ProposalForm.base_fields["attachments"]}
ProposalForm.base_fields = {**_first, **_questions, **_last}
