"""What a cache in front is told: of which generation an answer is, and for how long it may be kept.

A generation is the name of one state of the portal: whoever keeps answers under it lets go of all
at once when something public changes. Decision 43.
"""

import re
from functools import lru_cache
from hashlib import blake2s
from typing import Any

from pagecache.entries import Entry, Headers

# For so long at most, should a change be told to nobody.
LONGEST_S = 60
# Knowledge of how things are that is told to who follows it is at most so old.
TOLD_WITHIN_S = 0.2
_MAX_AGE = re.compile(rb"max-age=[0-9]+")


@lru_cache(8)
def name_of(state: Any) -> str:
    """Return the name of a state, the same in every process and on every host."""
    return blake2s(repr(state).encode(), digest_size=8).hexdigest()


def told_to_front(entry: Entry, headers: Headers, now: float) -> Headers:
    """Return the headers of an answer that a cache in front may keep.

    What is kept there says the same for as long as it is kept, so readers hear of the seconds that
    it has left at the end of that: it needs no clock, and no `Age`.
    """
    left = int(entry.lasts - now)
    kept = min(int(entry.ends - now), left // 2, LONGEST_S)
    if kept < 1:
        return [*headers, age_of(entry, now)]
    says = b"max-age=%d" % (left - kept)
    return [
        *(
            (name, _MAX_AGE.sub(says, value) if name == b"cache-control" else value)
            for name, value in headers
        ),
        (b"x-portal-generation", name_of(entry.state).encode()),
        (b"x-accel-expires", b"%d" % kept),
    ]


def age_of(entry: Entry, now: float) -> tuple[bytes, bytes]:
    """Return the header that says how old an answer is."""
    return b"age", b"%d" % max(0, now - entry.born)
