"""What error reports may tell: where the code failed. Only what is named here leaves the portal."""

from typing import Any

from core.logs.scrubbing import said_by, scrubbed

Report = dict[str, Any]

_KEPT = (
    *("event_id", "timestamp", "start_timestamp", "level", "platform", "logger", "type"),
    *("release", "environment", "server_name", "sdk", "modules"),
)
_KEPT_OF_FRAME = (
    *("filename", "abs_path", "module", "function", "lineno", "in_app"),
    *("pre_context", "context_line", "post_context"),
)
_KEPT_OF_TRACE = ("trace_id", "span_id", "parent_span_id", "op", "status")
_KEPT_OF_CRUMB = ("type", "category", "level", "timestamp")


def before_send(event: Report, hint: Report) -> Report | None:
    """Return the report with what is named above; None for what a request was refused for."""
    if str(event.get("logger", "")).startswith("django.security"):
        return None
    report = _some(event, _KEPT)
    report["contexts"] = _contexts(event.get("contexts", {}))
    if route := _route(event):
        report["transaction"] = route
    if said := event.get("logentry"):
        message = said.get("formatted") or said.get("message") or ""
        report["logentry"] = {"message": scrubbed(str(message))}
    if raised := _values(event.get("exception")):
        report["exception"] = {"values": [_exception(each) for each in raised]}
    crumbs = [before_breadcrumb(each, {}) for each in _values(event.get("breadcrumbs"))]
    report["breadcrumbs"] = {"values": [each for each in crumbs if each]}
    return report


def before_breadcrumb(crumb: Report, hint: Report) -> Report | None:
    """Return what was logged before; never a query, nor an address that was asked for."""
    category = str(crumb.get("category") or "")
    if category in ("query", "http", "httplib", "redis", "subprocess"):
        return None
    # What was refused is told with the path or host that somebody asked for.
    if category.startswith("django.security"):
        return None
    return _some(crumb, _KEPT_OF_CRUMB) | {"message": scrubbed(str(crumb.get("message") or ""))}


def before_send_transaction(event: Report, hint: Report) -> Report:
    """Return how long something took, without what it asked the database or others for."""
    report = _some(event, _KEPT)
    report["contexts"] = _contexts(event.get("contexts", {}))
    report["transaction"] = _route(event)
    report["spans"] = [
        _some(span, (*_KEPT_OF_TRACE, "start_timestamp", "timestamp"))
        for span in event.get("spans", [])
    ]
    return report


def _some(given: Report, names: tuple[str, ...]) -> Report:
    return {name: given[name] for name in names if name in given}


def _route(event: Report) -> str:
    """Return the pattern of the address; never the address itself."""
    is_address = event.get("transaction_info", {}).get("source") == "url"
    return "" if is_address else str(event.get("transaction") or "")


def _contexts(given: Report) -> Report:
    return _some(given, ("runtime", "os")) | {
        "trace": _some(given.get("trace", {}), _KEPT_OF_TRACE)
    }


def _values(given: Any) -> list[Report]:
    return list(given.get("values") or []) if isinstance(given, dict) else []


def _exception(given: Report) -> Report:
    kind = str(given.get("type") or "")
    frames = (given.get("stacktrace") or {}).get("frames") or []
    return {
        **_some(given, ("type", "module")),
        "mechanism": _some(given.get("mechanism") or {}, ("type", "handled")),
        "value": said_by(kind, str(given.get("value") or "")),
        "stacktrace": {"frames": [_some(frame, _KEPT_OF_FRAME) for frame in frames]},
    }
