"""What a suggestion changes in an entry, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# As they are stored: texts, ticks, and the keys of chosen rows in ascending order.
Value = str | bool | list[int]
Values = Mapping[str, Value]


@dataclass(frozen=True)
class FieldDiff:
    """One field: what the sender saw (`base`), what stands there `now`, what they want (`new`).

    A field that the sender left as it was suggests nothing, whatever has happened to it since.
    """

    name: str
    base: Value
    now: Value
    new: Value

    @property
    def is_touched(self) -> bool:
        """Whether the sender changed the field."""
        return self.new != self.base

    @property
    def is_change(self) -> bool:
        """Whether approval would change what stands there now."""
        return self.is_touched and self.new != self.now

    @property
    def has_moved(self) -> bool:
        """Whether somebody else has changed the field since the sender saw it."""
        return self.now != self.base

    @property
    def proposed(self) -> Value:
        """What would stand there after approval."""
        return self.new if self.is_touched else self.now


def diff(names: Iterable[str], *, base: Values, now: Values, new: Values) -> list[FieldDiff]:
    """Return each field of `names`. What `new` does not name is left alone; what `base` or
    `now` does not name counts as empty.
    """
    return [_field(name, base, now, new) for name in names]


def _field(name: str, base: Values, now: Values, new: Values) -> FieldDiff:
    here = now.get(name)
    wanted = new.get(name)
    known = next((value for value in (here, wanted, base.get(name)) if value is not None), "")
    empty = type(known)()
    seen = base.get(name, empty)
    return FieldDiff(
        name=name,
        base=seen,
        now=empty if here is None else here,
        new=seen if wanted is None else wanted,
    )
