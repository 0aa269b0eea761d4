"""Signing up and cancelling. One dialogue is changed by one at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation

from casework.mail.outbox import recipient_keys
from dialogues.events.domain.dialogue_times import SignUpState
from dialogues.events.models import DialogueChange
from dialogues.sign_up import mails
from dialogues.sign_up.actions.seats import let_go, locked, move_up, seat_for
from dialogues.sign_up.domain.seating import HELD_FOR, Seat, needs_confirming, standing
from dialogues.sign_up.models import Registration, SignUpReceipt

# How long after a dialogue one still may have to ask who came.
KEPT = timedelta(days=30)
# Those who wait for the new date of a postponed dialogue are told of it if it comes within this.
KEPT_POSTPONED = timedelta(days=180)
# A late confirmation may still find a seat; after that nobody needs to know of an address that
# nobody has confirmed.
KEPT_UNCONFIRMED = timedelta(days=7)
RECEIPT_KEPT = timedelta(days=1)
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
        dialogue = locked(dialogue_id)
        state = dialogue.sign_up_state(now)
        if state != SignUpState.OPEN:
            raise SignUpClosed(state)
        let_go(dialogue, now)
        known = Registration.objects.of_address(dialogue, keys).first()
        seat = seat_for(dialogue, comer.people, is_digital=comer.is_digital)
        must_confirm = needs_confirming(capacity=dialogue.capacity, is_digital=comer.is_digital)
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
        dialogue = locked(found.dialogue_id)
        let_go(dialogue, now)
        registration = Registration.objects.filter(pk=registration_id).first()
        if registration is None or registration.seat == Seat.CANCELLED:
            return False
        registration.seat, registration.cancelled_at = Seat.CANCELLED, now
        registration.save(update_fields=["seat", "cancelled_at"])
        mails.withdraw_reminders(registration)
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


def forget_registrations(now: datetime) -> int:
    """Remove who signed up for what ended more than 30 days ago; return how many that was.

    Who never confirmed is forgotten after a week, what senders were told after a day.
    """
    SignUpReceipt.objects.filter(made_at__lt=now - RECEIPT_KEPT).delete()
    due = Registration.objects.to_forget(
        now - KEPT, postponed_before=now - KEPT_POSTPONED, lapsed_before=now - KEPT_UNCONFIRMED
    )
    _removed, by_model = due.delete()
    return by_model.get("dialogues.Registration", 0)
