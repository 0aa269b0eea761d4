"""Cuts out of what is logged whatever may be somebody's: a last net, under words of our own.

What is logged names no person to begin with. Texts of exceptions are others' words, though, and
may repeat what somebody has written.
"""

import re
from collections.abc import Iterator

from core.logs.secret_addresses import without_tokens

# More than any text of our own; the time that looking takes grows with its square.
_MOST_CHARS = 2000
# What would begin a line of its own, move the cursor or paint the screen of whoever reads the log.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_HYPHEN = r"\-\u2010-\u2015\u2212"
_SOMEBODYS = re.compile(
    # Also as it stands in an address.
    r"[^\s<>\"'(),:;=/@]+(?:@|%40|\uff20)[^\s<>\"'(),:;=/@]+"
    # Personal identity numbers, with their century or without.
    rf"|(?<![\w-])(?:(?:19|20) ?)?\d\d(?:[{_HYPHEN} ]?\d\d){{2}}[{_HYPHEN}+ ]?\d{{4}}(?![\w-])"
    # Telephone numbers as they are written here and from abroad.
    rf"|(?<![\w.+-])(?<!\d[:/])(?:\+|0|46)\d(?:[\s()/.{_HYPHEN}]{{0,2}}\d){{6,13}}(?![\w:]|\.\d)"
)
# What was searched for, or filled into a form that is sent with its address.
_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"'<>]+")
# An apostrophe within a word begins nothing, and what is not closed goes on to the end.
_QUOTED = re.compile(
    r"(?<!\w)'(?:[^'\\]|\\.)*(?:'|\\?$)|\"(?:[^\"\\]|\\.)*(?:\"|\\?$)"
    r"|[“”„«»][^“”„«»]*(?:[“”«»]|$)|(?<!\w)[\u2018-\u201a][^\u2018\u2019]*(?:[\u2018\u2019]|$)"
)
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
    """Return `text` in one line, without addresses, numbers of people, tokens and queries."""
    # The word of the most frequent line needs no look.
    if text.isalpha() and len(text) <= _MOST_CHARS:
        return text
    one_line = _CONTROL.sub(_written_out, _bounded(text))
    return _SOMEBODYS.sub("…", _QUERY.sub("?…", without_tokens(one_line)))


def said_by(kind: str, text: str) -> str:
    """Return what an exception of the type `kind` may be quoted with.

    Databases tell the statement and the row in further lines; values are quoted in the first.
    """
    first = _bounded(text.strip().partition("\n")[0])
    if kind not in _QUOTE_NAMES:
        first = _QUOTED.sub("'…'", first)
    return scrubbed(first)


def _bounded(text: str) -> str:
    if len(text) <= _MOST_CHARS:
        return text
    # Half a number or address would not be known for one.
    return f"{text[:_MOST_CHARS].rpartition(' ')[0]} …"


def _written_out(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def in_order(exception: BaseException) -> Iterator[BaseException]:
    """Yield what led to `exception`, the first cause first, as a traceback tells it."""
    found: list[BaseException] = []
    each: BaseException | None = exception
    while each is not None and each not in found:
        found.append(each)
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    yield from reversed(found)
