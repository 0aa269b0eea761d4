"""Photographs that are drawn over and over again."""

import io

from PIL import Image

START, END = b"\xff\xda", b"\xff\xd9"
# A remark without a word in it.
EMPTY_REMARK = b"\xff\xfe\x00\x02"


def progressive(mode: str = "L", size: tuple[int, int] = (64, 48)) -> bytes:
    """A photograph that comes in passes, as programs make it."""
    saved = io.BytesIO()
    Image.effect_noise(size, 90).convert(mode).save(saved, "JPEG", progressive=True)
    return saved.getvalue()


def over_and_over(times: int = 200) -> bytes:
    """The same with its last pass repeated."""
    whole = progressive()
    last, end = whole.rindex(START), whole.rindex(END)
    return whole[:end] + whole[last:end] * times + END


def with_part(whole: bytes, kind: int, content: bytes) -> bytes:
    """The photograph with a part before everything else."""
    part = bytes((0xFF, kind)) + (len(content) + 2).to_bytes(2) + content
    return whole[:2] + part + whole[2:]
