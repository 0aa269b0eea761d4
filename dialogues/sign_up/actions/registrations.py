"""Signing up and cancelling. One dialogue is changed by one at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from casework.records.retention import Rule
from core.keys.purposes import recipient_keys
from dialogues.events.domain.dialogue_times import SignUpState
from dialogues.events.models import DialogueChange
from dialogues.sign_up import mails
from dialogues.sign_up.actions.seats import locked, move_up, seat_for
from dialogues.sign_up.domain.seating import HELD_FOR, Seat, standing
from dialogues.sign_up.models import Registration, SignUpReceipt

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


def sign_up(*, dialogue_id: int, comer: Comer, now: datetime) -> SignUpReceipt:
    """Sign somebody up, tell them by mail, and return what the sender may be told.

    Where seats are limited, one is held until the address is confirmed; of two at once who want
    the last seat one gets it and the other a place in the line. The same address twice is one
    registration, as it was: its mail is sent once more, and the sender is told what a stranger
    would be told, never how it stands. Raises SignUpClosed.
    """
    keys = recipient_keys(comer.email)
    with transaction.atomic():
        dialogue = locked(dialogue_id, now)
        state = dialogue.sign_up_state(now)
        if state != SignUpState.OPEN:
            raise SignUpClosed(state)
        known = Registration.objects.of_address(dialogue, keys).first()
        seat, must_confirm = seat_for(dialogue, comer.people, is_digital=comer.is_digital)
        would_stand = standing(seat, must_confirm=must_confirm)
        is_new = known is None or known.seat == Seat.LAPSED
        registration = known or Registration(email_key=keys[0])
        registration.dialogue = dialogue
        if is_new:
            for name, said in vars(comer).items():
                setattr(registration, name, said)
            registration.language = translation.get_language() or settings.LANGUAGE_CODE
            registration.registered_at, registration.is_told = now, True
            registration.seat = seat
            registration.holds_until = now + HELD_FOR if must_confirm else None
            registration.save()
            is_mailed = mails.queue_confirmation(registration, now, is_again=False)
            if not is_mailed:
                _hold_nothing(registration, now)
        elif now - registration.registered_at > _SAME_MOMENT:
            is_mailed = mails.queue_confirmation(registration, now, is_again=True)
        else:
            is_mailed = registration.is_told
        receipt = SignUpReceipt(
            registration=registration,
            standing=would_stand,
            is_mailed=is_mailed,
            made_it=is_new,
            made_at=now,
        )
        # Nobody listens to these rows.
        SignUpReceipt.objects.bulk_create([receipt])
        return receipt


def _hold_nothing(registration: Registration, now: datetime) -> None:
    """Keep what was sent, but no seat that nobody can confirm: no mail goes to the address."""
    registration.is_told = False
    if registration.holds_until is not None:
        registration.seat, registration.holds_until = Seat.LAPSED, now
    registration.save(update_fields=["is_told", "seat", "holds_until"])


def cancel(*, registration_id: int, now: datetime) -> bool:
    """Take somebody off the list; whoever waited longest moves up. Twice is once.

    Returns whether anything changed; a registration that has been forgotten is no error.
    """
    with transaction.atomic():
        found = Registration.objects.filter(pk=registration_id).first()
        if found is None:
            return False
        dialogue = locked(found.dialogue_id, now)
        registration = Registration.objects.filter(pk=registration_id).first()
        if registration is None or registration.seat == Seat.CANCELLED:
            return False
        mails.forget_mails(registration)
        registration.cancel(now)
        registration.save()
        move_up(dialogue, now)
        return True


def tell_of_change(change: DialogueChange) -> None:
    """Tell those who know that they have signed up of a change; who waits may move up."""
    dialogue = change.dialogue
    comers = list(Registration.objects.filter(dialogue=dialogue).reachable())
    for registration in comers:
        registration.dialogue = dialogue
        # A reminder of what is no longer so must not arrive after this.
        mails.withdraw_reminders(registration)
    mails.queue_changes(comers, change)
    if change.gives_time:
        move_up(dialogue, change.at)


def forget_held(kept: Rule, now: datetime) -> list[str]:
    """Remove who signed up for what ended long ago; return the dialogues, a line for each."""
    return _forget(Registration.objects.of_held(kept.due_if_before(now)))


def forget_postponed(kept: Rule, now: datetime) -> list[str]:
    """Remove who waits for a new date that has not come; return the dialogues, as above.

    Those who wait are told of it if it comes within this.
    """
    return _forget(Registration.objects.of_postponed(kept.due_if_before(now)))


def forget_unconfirmed(kept: Rule, now: datetime) -> list[str]:
    """Remove who never confirmed; return the dialogues, as above.

    A late confirmation may still find a seat; after that nobody needs to know of the address.
    """
    return _forget(Registration.objects.of_lapsed(kept.due_if_before(now)))


def forget_receipts(kept: Rule, now: datetime) -> int:
    """Remove what senders were told; return how many rows that was."""
    return int(SignUpReceipt.objects.filter(made_at__lt=kept.due_if_before(now)).delete()[0])


def _forget(due: Any) -> list[str]:
    with transaction.atomic():
        rows = list(due.order_by("dialogue_id", "pk").values_list("pk", "dialogue_id"))
        gone = Registration.objects.filter(pk__in=[pk for pk, _dialogue in rows])
        for registration in gone:
            mails.forget_mails(registration)
        gone.delete()
    return [f"dialog {dialogue}" for _pk, dialogue in rows]
