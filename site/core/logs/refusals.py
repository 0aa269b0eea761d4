"""What a request was refused for is no alarm: the line about its answer tells it already."""

import logging

_SERVER_FAULT = 500


class QuietRefusals(logging.Filter):
    """Lets what Django says of requests name no path, host or value, and no refusal be a warning.

    Stands on the handler and on loggers, so that whatever else listens hears the same.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a line of `django.request` and `django.security.…`; drop those nobody needs."""
        status = getattr(record, "status_code", None)
        is_refusal = record.name.startswith("django.security.")
        if record.name != "django.request" and not is_refusal:
            return True
        if not is_refusal and status is not None and status >= _SERVER_FAULT:
            record.msg, record.args = "Failed with %s", (status,)
            return True
        kind = record.name.rpartition(".")[2]
        record.msg, record.args = "Refused: %s", (kind if is_refusal else status,)
        record.levelno, record.levelname = logging.INFO, "INFO"
        record.exc_info = record.exc_text = None
        # What was lowered may be lower than what is wanted.
        return logging.getLogger().isEnabledFor(logging.INFO)
