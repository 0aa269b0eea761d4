"""Who has signed up, for the browser checks, behind links that are known beforehand."""

from datetime import timedelta
from typing import Any

from django.core.signing import Signer
from django.utils import timezone

from tests.browser.proposals import SECRET_KEY

# Addresses hold numbers of pages, which the checks must know before there is a database.
FULL, SOON, OFF, CROWDED, UNDATED = range(900_001, 900_006)
_SEATED, _WAITING, _COMING_IN = "seated-of-checks", "waiting-of-checks", "coming-in-of-checks"
_HELD, _LAPSED = "held-of-checks", "lapsed-of-checks"
RECEIPTS = {"HELD": "held.of-checks", "IN_LINE": "in-line.of-checks", "SEATED": "seated.of-checks"}
UNMAILED = "unmailed.of-checks"


def _token(link_key: str) -> str:
    signer = Signer(key=SECRET_KEY, salt="dialogues.my_registration", fallback_keys=[])
    return signer.sign(link_key)


SEATED, WAITING, COMING_IN = _token(_SEATED), _token(_WAITING), _token(_COMING_IN)
UNCONFIRMED, TOO_LATE = _token(_HELD), _token(_LAPSED)

_LONG = "Vandring och samtal om belysning, buskar och bänkar längs gångvägen mellan Älvsjö"
_LONG = f"{_LONG} station och Solbergaskolan, med polisen, stadsdelen, fastighetsägarna och alla"
_LONG = f"{_LONG} föreningar som går ut på kvällarna"


def make_registrations() -> None:
    """Make a dialogue that is full, one that is open now, one called off, and hard posters."""
    # Only possible once Django is set up, and the addresses are wanted before.
    from dialogues.models import (  # noqa: PLC0415
        DialogueIndexPage,
        Registration,
        Seat,
        SignUpReceipt,
    )
    from tests.factories.dialogues import DialogueFactory  # noqa: PLC0415

    index = DialogueIndexPage.objects.get(slug="dialoger")
    now = timezone.now().replace(microsecond=0)

    def made(number: int, title: str, **told: Any) -> Any:
        slug = told.pop("slug", f"anmalan-{number}-exempel")
        return DialogueFactory(
            pk=number, parent=index, slug=slug, title=f"{title} (Exempel)", **told
        )

    def comes(dialogue: Any, link_key: str, seat: str, **told: Any) -> None:
        Registration.objects.create(
            dialogue=dialogue,
            name="Åsa Öberg",
            email=f"{link_key}-{'en-lang.adress.' * 4}@exempel.se",
            email_key=link_key,
            link_key=link_key,
            seat=seat,
            registered_at=now,
            **told,
        )

    full = made(FULL, "Fullsatt vandring", hybrid=True, with_sign_up=True, capacity=2)
    comes(full, _SEATED, Seat.SEATED, people=2, needs="Hörslinga, och tolk till somaliska. " * 9)
    comes(full, _WAITING, Seat.WAITING)
    comes(full, _HELD, Seat.WAITING, holds_until=now + timedelta(hours=6))
    comes(full, _LAPSED, Seat.LAPSED, holds_until=now - timedelta(hours=1))
    held = Registration.objects.get(link_key=_HELD)
    for standing, token in [*RECEIPTS.items(), ("HELD", UNMAILED)]:
        SignUpReceipt.objects.create(
            registration=held,
            standing=standing,
            token=token,
            is_mailed=token != UNMAILED,
            made_it=True,
            made_at=now,
        )
    soon = made(
        SOON,
        "Dialog som öppnar dörrarna",
        hybrid=True,
        with_sign_up=True,
        starts_at=now - timedelta(minutes=5),
        ends_at=now + timedelta(hours=6),
        digital_help="Prova en annan webbläsare om ljudet saknas.",
    )
    comes(soon, _COMING_IN, Seat.SEATED, is_digital=True)
    made(OFF, "Vandring som ställs in", with_sign_up=True, cancelled=True)
    made(
        CROWDED,
        _LONG,
        hybrid=True,
        with_sign_up=True,
        problem="Det är mörkt här om kvällarna. " * 100,
        meeting_point="Vid den stora klockan utanför biblioteket, " * 4,
        languages="Svenska, somaliska, arabiska och teckenspråk. " * 4,
        contact_role="Trygghetssamordnaren på förvaltningen " * 3,
        slug="en-valdigt-lang-adress-" * 9 + "slut",
    )
    made(UNDATED, "Utan datum", undated=True)
