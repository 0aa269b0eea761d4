"""Signing up, cancelling, and moving up in the line. One dialogue is changed by one at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation

from casework.mail.outbox import recipient_keys
from dialogues.events.domain.dialogue_times import SignUpState
from dialogues.events.models import DialogueChange, DialoguePage
from dialogues.sign_up import mails
from dialogues.sign_up.domain.seating import Party, Seat, fits, moving_up
from dialogues.sign_up.models import Registration

# How long after a dialogue one still may have to ask who came.
KEPT = timedelta(days=30)
# Those who wait for the new date of a postponed dialogue are told of it if it comes within this.
KEPT_POSTPONED = timedelta(days=180)
# Who presses twice, or goes back and sends once more, needs no second mail.
_SAME_MOMENT = timedelta(minutes=10)


class SignUpClosed(Exception):
    """Nobody can sign up: it is not asked for, too late, or the dialogue is called off."""

    def __init__(self, state: SignUpState) -> None:
        super().__init__(state)
        self.state = state


@dataclass(frozen=True)
class Comer:
    """Who wants to come: already checked."""

    name: str
    email: str
    people: int = 1
    needs: str = ""
    is_digital: bool = False


def sign_up(*, dialogue_id: int, comer: Comer, now: datetime) -> Registration:
    """Sign somebody up and tell them by mail whether they have a seat or wait.

    The same address twice is one registration, as it was, and its mail is sent once more. What is
    returned must not be shown to the sender: it may belong to somebody else with that address.
    Of two at once who want the last seat one gets it and the other waits. Raises SignUpClosed.
    """
    with transaction.atomic():
        dialogue = _locked(dialogue_id)
        state = dialogue.sign_up_state(now)
        if state != SignUpState.OPEN:
            raise SignUpClosed(state)
        keys = recipient_keys(comer.email)
        known = Registration.objects.active_of(dialogue).filter(email_key__in=keys).first()
        if known is not None:
            known.dialogue = dialogue
            if now - known.registered_at > _SAME_MOMENT:
                mails.queue_confirmation(known, again_on=now)
            return known
        room = Registration.objects.in_room_of(dialogue)
        # Who takes part from home needs no chair.
        has_seat = comer.is_digital or fits(
            comer.people,
            seated=room.seated().people(),
            waiting=room.waiting().parties(),
            capacity=dialogue.capacity,
        )
        registration: Registration = Registration.objects.create(
            dialogue=dialogue,
            name=comer.name,
            email=comer.email,
            email_key=keys[0],
            people=comer.people,
            needs=comer.needs,
            is_digital=comer.is_digital,
            language=translation.get_language() or settings.LANGUAGE_CODE,
            seat=Seat.SEATED if has_seat else Seat.WAITING,
            registered_at=now,
        )
        mails.queue_confirmation(registration)
        return registration


def cancel(*, registration_id: int, now: datetime) -> bool:
    """Take somebody off the list; whoever waited longest moves up. Twice is once.

    Returns whether anything changed; a registration that has been forgotten is no error.
    """
    with transaction.atomic():
        found = Registration.objects.filter(pk=registration_id).first()
        if found is None:
            return False
        dialogue = _locked(found.dialogue_id)
        registration = Registration.objects.filter(pk=registration_id).first()
        if registration is None or registration.seat == Seat.CANCELLED:
            return False
        registration.seat, registration.cancelled_at = Seat.CANCELLED, now
        registration.save(update_fields=["seat", "cancelled_at"])
        mails.withdraw_reminders(registration)
        move_up(dialogue, now)
        return True


def fill_free_seats(*, dialogue_id: int, now: datetime) -> int:
    """Let people move up after the number of seats was changed; return how many did."""
    with transaction.atomic():
        return move_up(_locked(dialogue_id), now)


def move_up(dialogue: DialoguePage, now: datetime) -> int:
    """Give free seats of a locked dialogue to those who wait, and tell them; return how many.

    Nobody moves up in what is called off or has begun.
    """
    if dialogue.is_called_off or dialogue.starts_at is None or dialogue.starts_at <= now:
        return 0
    room = Registration.objects.in_room_of(dialogue)
    waiting = {row.pk: row for row in room.waiting()}
    seated = room.seated().people()
    parties = [Party(row.pk, row.people) for row in waiting.values()]
    keys = moving_up(parties, seated=seated, capacity=dialogue.capacity)
    for key in keys:
        waiting[key].dialogue = dialogue
        waiting[key].seat = Seat.SEATED
        waiting[key].save(update_fields=["seat"])
        mails.queue_moved_up(waiting[key])
    return len(keys)


def tell_of_change(change: DialogueChange) -> None:
    """Tell everybody who has signed up of a change; who waits may move up in what was moved."""
    dialogue = change.dialogue
    comers = list(Registration.objects.active_of(dialogue))
    for registration in comers:
        registration.dialogue = dialogue
        # A reminder of what is no longer so must not arrive after this.
        mails.withdraw_reminders(registration)
    mails.queue_changes(comers, change)
    if change.gives_time:
        move_up(dialogue, change.at)


def free_seats(dialogue: DialoguePage) -> int | None:
    """Return how many can still get a seat in the room at once; None when everybody can.

    None are free while others wait for them.
    """
    if dialogue.capacity is None:
        return None
    room = Registration.objects.in_room_of(dialogue)
    if room.waiting().filter(people__lte=dialogue.capacity).exists():
        return 0
    return max(0, dialogue.capacity - room.seated().people())


def forget_registrations(now: datetime) -> int:
    """Remove who signed up for what ended more than 30 days ago; return how many that was."""
    due = Registration.objects.to_forget(now - KEPT, postponed_before=now - KEPT_POSTPONED)
    removed, _by_model = due.delete()
    return removed


def _locked(dialogue_id: int) -> DialoguePage:
    dialogue: DialoguePage = DialoguePage.objects.locked().get(pk=dialogue_id)
    return dialogue
