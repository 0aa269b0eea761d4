"""For views in the admin that show what people have sent: each showing leaves a trace.

A mixin stands before Wagtail's view in the list of base classes.
"""

from typing import Any

from core.traces.log import Trace, note_list, note_record


class TracedList:
    """A list. What is exported from it is traced with all exports."""

    request: Any
    model: Any
    is_export: bool

    def render_to_response(self, context: Any, **kwargs: Any) -> Any:
        if not self.is_export:
            note_list(Trace.LISTED, self.model, self.request.user)
        return super().render_to_response(context, **kwargs)  # type: ignore[misc]


class TracedRecord:
    """The page of one record."""

    request: Any
    object: Any

    def render_to_response(self, context: Any, **kwargs: Any) -> Any:
        note_record(Trace.OPENED, self.object, self.request.user)
        return super().render_to_response(context, **kwargs)  # type: ignore[misc]
