"""In how many passes a JPEG is drawn.

Each costs as much as a whole picture, and a small file can ask for a hundred thousand of them. So
they are counted before anything is drawn. See ITU-T T.81, annex B.
"""

import re

MAGIC = b"\xff\xd8\xff"
# Programs make 10 of them for a photograph, and 24 for what is to be printed in four colours.
MOST_PASSES = 32
# As if the largest picture that we take were drawn in ten passes.
MOST_WORK = 10 * 80_000_000
# Colour profiles and what cameras tell take some hundred parts at most.
_MOST_PARTS = 2_000
# What has a length after it, and the end. What stands for itself is passed over as data is.
_PART = re.compile(rb"\xff([\xc0-\xcf\xd9-\xfe])")
_PASS, _END = b"\xda", b"\xd9"


def passes_of(content: bytes) -> int:
    """Return the passes of a JPEG, or more than MOST_PASSES when its parts have no end."""
    passes, at = 0, 2
    for _part in range(_MOST_PARTS):
        part = _PART.search(content, at)
        if part is None or part[1] == _END:
            return passes
        passes += part[1] == _PASS
        at = part.end() + int.from_bytes(content[part.end() : part.end() + 2])
    return MOST_PASSES + 1


def takes_too_long(passes: int, pixels: int) -> bool:
    """Whether so many passes over so many pixels are more than any program makes."""
    return passes > MOST_PASSES or passes * pixels > MOST_WORK
