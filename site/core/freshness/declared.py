"""What an answer says of itself to the page cache: that all readers share it, and what it reads.

It stands in the environment of the request, where no header can set it; see `pagecache`.
"""

from collections.abc import Mapping
from typing import Any

_READS = "portal.reads"
_SHARED = "portal.shared"


def note_reads(environ: dict[str, Any], *names: str) -> None:
    """Note that the answer depends on these parameters of the address."""
    environ[_READS] = noted_reads(environ).union(names)


def noted_reads(environ: Mapping[str, Any]) -> frozenset[str]:
    """Return the parameters that were noted so far."""
    noted: frozenset[str] = environ.get(_READS, frozenset())
    return noted


def share(environ: dict[str, Any], *names: str) -> None:
    """Note that the answer is the same for all readers who ask with the same of these parameters.

    It may depend on nothing else: what noted no parameter is asked without any.
    """
    note_reads(environ, *names)
    environ[_SHARED] = True


def declared(environ: Mapping[str, Any]) -> frozenset[str] | None:
    """Return the parameters that the answer depends on, or None when it is not for all."""
    return noted_reads(environ) if _SHARED in environ else None
