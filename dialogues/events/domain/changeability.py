"""Whether people count on a dialogue, and whether something can still be decided of it."""

from datetime import datetime

from dialogues.events.domain.dialogue_times import DialogueTimes


def may_be_changed(times: DialogueTimes, *, is_live: bool, now: datetime) -> bool:
    """Whether the dialogue is public and neither cancelled nor held."""
    has_ended = times.ends_at is not None and times.ends_at <= now
    has_been = has_ended or times.reported_at is not None
    return is_live and not times.is_cancelled and (times.is_postponed or not has_been)


def is_counted_on(times: DialogueTimes, *, is_live: bool, now: datetime) -> bool:
    """Whether the dialogue is public, and its day has not passed.

    Of a cancelled one the page is kept until then, for those who come all the same.
    """
    if times.ends_at is None:
        is_over = times.is_cancelled or times.reported_at is not None
    else:
        is_over = times.ends_at <= now and not times.is_postponed
    return is_live and not is_over
