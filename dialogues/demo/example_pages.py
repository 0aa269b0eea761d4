"""What the invented dialogues say. Each is marked in its title, its room and its contact."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from dialogues.models import (
    AgendaItem,
    DialogueForm,
    DialogueKind,
    DialoguePage,
    DialogueSeries,
    InvitedActor,
    Participation,
    ReportFinding,
    SignUp,
)
from home.demo.garden import Garden

MARK = "(Exempel)"
SERIES = f"Trygghetsvandringar i mörkret {MARK}"
# So that whoever loads the demo content in the morning still meets it in the afternoon.
_OPEN_HOUSE = timedelta(hours=8)
_DISTRICT, _POLICE = "hagersten-alvsjo-stadsdelsforvaltning", "polisen"
_NIGHT_WALKERS = "nattvandrargrupper-hagersten-alvsjo"
_COMMON = {
    "contact_role": f"Trygghetsstrategen {MARK}",
    "contact_email": "dialog@example.se",
    "if_cancelled": "Blir det inställt står det på sidan, och alla anmälda får ett brev.",
    "is_step_free": True,
    "has_toilet": True,
    "has_hearing_loop": False,
    "access": "Gångvägen är asfalterad. Hör av dig om du behöver hjälp att ta dig fram.",
    "languages": "Svenska. Säg till om du vill ha tolk.",
    "recording_notice": "Ingen filmar eller spelar in.",
    "answers_come_back": "Svaren på alla frågor står i rapporten här, senast en vecka efteråt.",
}
_ROOM = {
    "digital_url": "https://example.se/motesrum-exempel",
    "meeting_code": f"1234 5678 {MARK}",
    "phone_alternative": f"08-123 45 67 {MARK}",
    "digital_help": "Länken fungerar i webbläsaren. Prova en annan om ljudet saknas.",
}


def open_house(garden: Garden, now: datetime) -> DialoguePage:
    """Return one that began shortly before `now` and goes on for the rest of the day."""
    begun = now - timedelta(minutes=15)
    starts_at = begun.replace(minute=begun.minute // 15 * 15, second=0, microsecond=0)
    return _example(
        garden,
        slug="oppet-hus-i-axelsberg-exempel",
        title=f"Öppet hus på torget i Axelsberg {MARK}",
        kind=DialogueKind.ACTIVATION,
        introduction="Titta förbi när det passar dig, eller ring in och säg vad du tycker.",
        problem="Torget är folktomt på kvällarna, och många känner sig ensamma där.",
        place="axelsberg",
        starts_at=starts_at,
        ends_at=starts_at + _OPEN_HOUSE,
        participation=Participation.INFLUENCE,
        what_can_change="Vad som händer på torget, och när.",
        what_cannot_change="Byggnaderna runt torget.",
        form=DialogueForm.BOTH,
        meeting_point="Tältet mitt på torget",
        **_ROOM,
        actor_rows=_invited(
            garden,
            (_DISTRICT, True, "torget och vad som kan hända där"),
            (_POLICE, True, "hur läget är i området"),
        ),
        agenda_rows=_agenda(
            (None, "Berätta vad du saknar på torget"),
            (None, "Rösta på förslagen på väggen"),
        ),
        live_text="Vi är här i flera timmar. Kom förbi eller ring in när du vill.",
        after_text="Tack för alla förslag! Nu går vi igenom dem.",
    )


def workshop_tomorrow(garden: Garden, now: datetime) -> DialoguePage:
    """Return one that is held tomorrow, and was announced too late."""
    return _example(
        garden,
        slug="workshop-om-belysning-exempel",
        title=f"Digital workshop om belysningen i Älvsjö {MARK}",
        kind=DialogueKind.WORKSHOP,
        introduction="Rita på kartan var det är för mörkt. Du deltar hemifrån.",
        problem="Flera gångvägar kring stationen saknar belysning.",
        place="alvsjo",
        **_hours(now, days=1, hour=18, minutes=90),
        participation=Participation.CONSULTATION,
        what_can_change="I vilken ordning gångvägarna får nya lampor.",
        what_cannot_change="Hur mycket pengar det finns i år.",
        form=DialogueForm.ONLINE,
        **_ROOM,
        sign_up=SignUp.OPTIONAL,
        actor_rows=_invited(garden, (_DISTRICT, True, "belysning i parker och på gångvägar")),
        without_police="Frågan gäller belysningen. Polisen kommer till vandringen.",
        agenda_rows=_agenda(
            (time(18, 30), "Så fungerar kartan"),
            (time(18, 45), "Vi ritar i grupper"),
            (time(19, 40), "Vad händer nu?"),
        ),
        gate_reason="Förslaget till budget lämnas i övermorgon, och workshopen ska hinna före.",
    )


def walk_in_three_weeks(garden: Garden, now: datetime) -> DialoguePage:
    """Return a walk that one can also follow from home, all of it in order."""
    return _example(
        garden,
        slug="vandring-i-solberga-exempel",
        title=f"Trygghetsvandring i Solberga {MARK}",
        kind=DialogueKind.WALK,
        series=_series(),
        introduction="Följ med på en rund tur i mörkret och visa var det behövs mer ljus.",
        problem="Gångvägen mellan torget och stationen är mörk, och många tar en omväg.",
        place="solberga",
        **_hours(now, days=21, hour=18, minutes=90),
        participation=Participation.DIALOGUE,
        what_can_change="Belysningen, häckarna och bänkarna längs vägen.",
        what_cannot_change="Gångvägens sträckning ligger fast.",
        form=DialogueForm.BOTH,
        meeting_point="Utanför biblioteket",
        way_there="Vi går ungefär en kilometer på asfalt och stannar fem gånger.",
        **_ROOM,
        sign_up=SignUp.OPTIONAL,
        capacity=20,
        actor_rows=_invited(
            garden,
            (_DISTRICT, True, "belysning och parker"),
            (_POLICE, True, "hur läget är i området"),
            (_NIGHT_WALKERS, False, "hur man går med"),
        ),
        agenda_rows=_agenda(
            (time(18, 30), "Välkommen och karta"),
            (time(18, 45), "Vi går"),
            (time(19, 40), "Vad såg vi, och vad händer nu?"),
        ),
        gate_reason="Nattvandrarna svarar efter sitt styrelsemöte.",
    )


def dialogue_to_move(garden: Garden, now: datetime) -> DialoguePage:
    """Return one in four weeks, before it is moved."""
    return _example(
        garden,
        slug="dialog-i-fruangen-exempel",
        title=f"Trygghetsdialog i Fruängen {MARK}",
        kind=DialogueKind.DIALOGUE,
        introduction="Kom och prata om centrum på kvällen, på plats i samlingssalen.",
        problem="Butikerna stänger tidigt, och torget känns tomt efter klockan sju.",
        place="fruangen",
        **_hours(now, days=28, hour=18, minutes=120),
        participation=Participation.CONSULTATION,
        what_can_change="Vilka kvällar föreningarna kan låna lokalen.",
        what_cannot_change="Butikernas öppettider.",
        meeting_point="Samlingssalen vid torget",
        actor_rows=_invited(garden, (_DISTRICT, True, "lokaler och bidrag")),
        without_police="Polisen kommer till nästa dialog.",
        gate_reason="Den som inte kan komma till salen får frågorna med e-post.",
    )


def cancelled_walk(garden: Garden, now: datetime) -> DialoguePage:
    """Return a walk in ten days, before it is cancelled."""
    return _example(
        garden,
        slug="vandring-i-liljeholmen-exempel",
        title=f"Trygghetsvandring i Liljeholmen {MARK}",
        kind=DialogueKind.WALK,
        series=_series(),
        introduction="Vi går från torget till sjön och tittar på buskar och lampor.",
        problem="Buskarna längs vägen till sjön skymmer sikten.",
        place="liljeholmen",
        **_hours(now, days=10, hour=17, minutes=90),
        participation=Participation.DIALOGUE,
        what_can_change="Vilka buskar som klipps först.",
        meeting_point="Vid torgets stora klocka",
        actor_rows=_invited(
            garden, (_DISTRICT, True, "parker och gångvägar"), (_POLICE, True, "läget i området")
        ),
        gate_reason="Vi visar bilder från vandringen på sidan för den som inte kan gå med.",
    )


def reported_walk(garden: Garden, now: datetime) -> DialoguePage:
    """Return a walk some days ago, with its report."""
    return _example(
        garden,
        slug="vandring-i-vastertorp-exempel",
        title=f"Trygghetsvandring i Västertorp {MARK}",
        kind=DialogueKind.WALK,
        series=_series(),
        introduction="Vi gick från tunnelbanan till skolan och skrev ned vad vi såg.",
        problem="Skolvägen är smal, och sikten är dålig vid två hörn.",
        place="vastertorp",
        **_hours(now, days=-5, hour=17, minutes=90),
        participation=Participation.DIALOGUE,
        what_can_change="Häckar, belysning och skyltar.",
        meeting_point="Vid tunnelbanans utgång",
        actor_rows=_invited(
            garden,
            (_DISTRICT, True, "parker och belysning"),
            (_POLICE, True, "trafik vid skolan"),
        ),
        report_summary="Fjorton personer gick med. Vi hittade tre ställen där sikten är dålig.",
        participants=14,
        questions_answered=9,
        finding_rows=[
            ReportFinding(
                text="Häcken vid skolans hörn skymmer sikten.",
                next_step="Parkförvaltaren klipper den före jul.",
                sort_order=0,
            ),
            ReportFinding(text="Två lyktor vid trappan är släckta.", sort_order=1),
        ],
    )


def evening(now: datetime, *, days: int, hour: int) -> datetime:
    """Return half past `hour` on the day that is `days` from that of `now`."""
    day = timezone.localdate(now) + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, 30)))


def _hours(now: datetime, *, days: int, hour: int, minutes: int) -> dict[str, datetime]:
    starts_at = evening(now, days=days, hour=hour)
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=minutes)}


def _series() -> DialogueSeries:
    series, _is_new = DialogueSeries.objects.get_or_create(title=SERIES)
    return series


def _invited(garden: Garden, *told: tuple[str, bool, str]) -> list[InvitedActor]:
    return [
        InvitedActor(
            actor=garden.actors[slug],
            is_confirmed=is_confirmed,
            answers_for=answers_for,
            sort_order=number,
        )
        for number, (slug, is_confirmed, answers_for) in enumerate(told)
    ]


def _agenda(*told: tuple[time | None, str]) -> list[AgendaItem]:
    return [
        AgendaItem(at=at, title=title, sort_order=number) for number, (at, title) in enumerate(told)
    ]


def _example(garden: Garden, *, place: str, **fields: Any) -> DialoguePage:
    own = {"places": [garden.places[place]], "topic_links": garden.tagged(("dialog",))}
    return DialoguePage(**{**own, **_COMMON, **fields})
