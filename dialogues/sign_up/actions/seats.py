"""Who has which seat of a locked dialogue, as time and others change it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from dialogues.events.models import DialoguePage
from dialogues.sign_up import mails
from dialogues.sign_up.domain.seating import Seat, fits, moving_up
from dialogues.sign_up.models import Registration


def locked(dialogue_id: int, now: datetime) -> DialoguePage:
    """Return the dialogue, held until the transaction ends: all seats of it are decided by one.

    What was held and not confirmed in time is free by now.
    """
    dialogue: DialoguePage = DialoguePage.objects.locked().get(pk=dialogue_id)
    if late := list(Registration.objects.filter(dialogue=dialogue).to_lapse(now)):
        _let_go(dialogue, late, now)
    return dialogue


def seat_for(dialogue: DialoguePage, people: int, *, is_digital: bool) -> tuple[Seat, bool]:
    """Return what a new party gets in a locked dialogue, and whether it must be confirmed.

    Only what is taken from somebody else must. At home nobody needs a chair.
    """
    if is_digital or dialogue.capacity is None:
        return Seat.SEATED, False
    seated, waiting = Registration.objects.seated_and_waiting(dialogue)
    has_seat = fits(people, seated=seated, waiting=waiting, capacity=dialogue.capacity)
    return Seat.SEATED if has_seat else Seat.WAITING, True


def free_seats(dialogue: DialoguePage, now: datetime) -> int | None:
    """Return how many can still get a seat in the room at once; None when everybody can.

    None are free while others wait for them.
    """
    if dialogue.capacity is None:
        return None
    room = Registration.objects.in_room_of(dialogue).current(now)
    if room.waiting().filter(people__lte=dialogue.capacity).exists():
        return 0
    return max(0, dialogue.capacity - room.seated().people())


def fill_free_seats(*, dialogue_id: int, now: datetime) -> int:
    """Let people move up after the number of seats was changed; return how many did."""
    with transaction.atomic():
        return move_up(locked(dialogue_id, now), now)


def move_up(dialogue: DialoguePage, now: datetime) -> int:
    """Give free seats of a locked dialogue to those who wait, and tell them; return how many.

    Nobody moves up in what is called off or has begun. For whoever has not confirmed yet the seat
    is held as their place in the line was, without a word.
    """
    if dialogue.is_called_off or dialogue.starts_at is None or dialogue.starts_at <= now:
        return 0
    seated, waiting = Registration.objects.seated_and_waiting(dialogue)
    keys = moving_up(waiting, seated=seated, capacity=dialogue.capacity)
    for registration in Registration.objects.filter(pk__in=keys):
        registration.dialogue = dialogue
        registration.seat = Seat.SEATED
        registration.save(update_fields=["seat"])
        if registration.holds_until is None:
            mails.queue_moved_up(registration)
    return len(keys)


def _let_go(dialogue: DialoguePage, late: Sequence[Registration], now: datetime) -> None:
    """Free what `late` have held in a locked dialogue and not confirmed; others move up.

    Where seats are not limited any more, nothing has to be confirmed.
    """
    for registration in late:
        if dialogue.capacity is None:
            registration.holds_until = None
        else:
            registration.seat = Seat.LAPSED
            log(instance=registration, action="dialogues.lapse_registration")
        registration.save(update_fields=["seat", "holds_until"])
    move_up(dialogue, now)


def let_go_everywhere(now: datetime) -> int:
    """Free what was not confirmed in time in all dialogues; return how many."""
    late = Registration.objects.to_lapse(now).order_by().values_list("dialogue_id", flat=True)
    return sum(_let_go_of(pk, now) for pk in sorted(set(late)))


@transaction.atomic
def _let_go_of(dialogue_id: int, now: datetime) -> int:
    dialogue: DialoguePage = DialoguePage.objects.locked().get(pk=dialogue_id)
    if late := list(Registration.objects.filter(dialogue=dialogue).to_lapse(now)):
        _let_go(dialogue, late, now)
    return len(late)
