"""Cuts out of what is logged whatever may be somebody's: a last net, under words of our own.

What is logged names no person to begin with. Texts of exceptions are others' words, though, and
may repeat what somebody has written.
"""

import re
from collections.abc import Iterator

from core.logs.secret_addresses import without_tokens

_SOMEBODYS = re.compile(
    r"[^\s<>\"'(),:;=/@]+@[^\s<>\"'(),:;=/@]+"
    # Personal identity numbers, with their century or without.
    r"|(?<![\w-])(?:\d{2})?\d{6}[-+ ]?\d{4}(?![\w-])"
    # Telephone numbers as they are written here and from abroad.
    r"|(?<![\w.:/+-])(?:\+|0)\d(?:[ ()/-]{0,2}\d){6,13}(?![\w:]|\.\d)"
)
# What was searched for, or filled into a form that is sent with its address.
_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"'<>]*=[^\s\"'<>]*")
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
# These quote names of our code or tables. Others quote what they were given.
_QUOTE_NAMES = frozenset(
    {
        *("AttributeError", "ImportError", "ModuleNotFoundError", "NameError"),
        *("ImproperlyConfigured", "TemplateDoesNotExist", "TypeError", "UnboundLocalError"),
        *("OperationalError", "ProgrammingError", "UndefinedColumn", "UndefinedTable"),
        *("IntegrityError", "NotNullViolation", "UniqueViolation"),
    }
)


def scrubbed(text: str) -> str:
    """Return `text` without addresses of mail, numbers of people, tokens and queries."""
    # The word of the most frequent line needs no look.
    if text.isalpha():
        return text
    return _SOMEBODYS.sub("…", _QUERY.sub("?…", without_tokens(text)))


def said_by(kind: str, text: str) -> str:
    """Return what an exception of the type `kind` may be quoted with.

    Databases tell the statement and the row in further lines; values are quoted in the first.
    """
    first = text.strip().partition("\n")[0]
    if kind not in _QUOTE_NAMES:
        first = _QUOTED.sub("'…'", first)
    return scrubbed(first)


def in_order(exception: BaseException) -> Iterator[BaseException]:
    """Yield what led to `exception`, the first cause first, as a traceback tells it."""
    found: list[BaseException] = []
    each: BaseException | None = exception
    while each is not None and each not in found:
        found.append(each)
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    yield from reversed(found)
