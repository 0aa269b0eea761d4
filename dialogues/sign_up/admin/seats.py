"""Tells who lowers the number of seats under the number of people that have one."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages

from dialogues.models import DialoguePage, Registration


def warn_of_seats(request: HttpRequest, page: Any) -> None:
    """Say after each save how many more people come than the page has seats for."""
    if not isinstance(page, DialoguePage) or page.capacity is None:
        return
    in_room = Registration.objects.filter(dialogue=page, is_digital=False)
    people = in_room.seated().people()
    if people <= page.capacity:
        return
    told = _(
        "%(people)d personer har redan plats, men sidan har bara %(seats)d platser. Ingen av dem"
        " blir av med sin plats. Nya som anmäler sig hamnar i kö."
    )
    messages.warning(request, told % {"people": people, "seats": page.capacity})
