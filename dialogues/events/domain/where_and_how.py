"""Where and how a dialogue is held, as people who have decided to come know it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WhereAndHow:
    """What somebody would have to be told of if it became another. `form_words` names `form`."""

    form: str
    form_words: str
    meeting_point: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.meeting_point, *self.places, self.form_words)))
