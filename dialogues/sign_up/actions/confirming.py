"""Confirming a seat that is held, in time or later; taking back what had a wrong address."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from dialogues.events.domain.dialogue_times import SignUpState
from dialogues.sign_up import mails
from dialogues.sign_up.actions.registrations import SignUpClosed, cancel
from dialogues.sign_up.actions.seats import locked, seat_for
from dialogues.sign_up.domain.seating import HELD_FOR, Seat
from dialogues.sign_up.models import Registration, SignUpReceipt


def confirm(*, registration_id: int, now: datetime) -> Registration | None:
    """Confirm the address of a registration; twice is once. None for what has been forgotten.

    In time, the seat or the place in the line is kept. Later there is a seat if one is free, else
    a place at the end of the line. Raises SignUpClosed when it is too late for that, too.
    """
    with transaction.atomic():
        found = Registration.objects.filter(pk=registration_id).first()
        if found is None:
            return None
        dialogue = locked(found.dialogue_id, now)
        registration = Registration.objects.filter(pk=registration_id).first()
        if registration is None or registration.holds_until is None:
            return registration
        if registration.seat == Seat.CANCELLED:
            return registration
        if registration.seat == Seat.LAPSED:
            state = dialogue.sign_up_state(now)
            if state != SignUpState.OPEN:
                raise SignUpClosed(state)
            people, is_digital = registration.people, registration.is_digital
            registration.seat, _must = seat_for(dialogue, people, is_digital=is_digital)
            # Those who came meanwhile are not passed.
            registration.registered_at = now
        registration.holds_until, registration.confirmed_at = None, now
        registration.is_told = True
        registration.save(
            update_fields=["seat", "registered_at", "holds_until", "confirmed_at", "is_told"]
        )
        log(instance=registration, action="dialogues.confirm_registration")
        return registration


def take_back(*, receipt: SignUpReceipt, now: datetime) -> bool:
    """Cancel what was sent to a wrong address, and its mail if that has not left; whether it was.

    Only what this form has made, for half an hour, and not what its owner has confirmed.
    """
    with transaction.atomic():
        registration = receipt.registration
        is_late = now - receipt.made_at > HELD_FOR
        if not receipt.made_it or is_late or registration.confirmed_at is not None:
            return False
        mails.withdraw_confirmation(registration)
        return cancel(registration_id=registration.pk, now=now)
