"""The points of an invitation's checklist in words: what is there, or what is to be done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.invitations.domain.invitation_gate import Point


@dataclass(frozen=True)
class PointWords:
    """One point: its name in a list, what is said when it is met, and what to do when it is not."""

    name: Promise
    met: Promise
    to_do: Promise


WORDS = {
    Point.DATE: PointWords(
        gettext_lazy("Datum och tid"),
        gettext_lazy("Datum och tid finns."),
        gettext_lazy("Fyll i när dialogen börjar och slutar."),
    ),
    Point.LEAD_TIME: PointWords(
        gettext_lazy("I rätt tid"),
        gettext_lazy("Inbjudan går ut i rätt tid."),
        gettext_lazy("Välj ett senare datum, eller skriv skälet till att det går fort."),
    ),
    Point.PLACE: PointWords(
        gettext_lazy("Plats"),
        gettext_lazy("Platsen är vald."),
        gettext_lazy("Välj minst en plats, så att dialogen syns på platsens sida."),
    ),
    Point.PROBLEM: PointWords(
        gettext_lazy("Konkret problem"),
        gettext_lazy("Det konkreta problemet är beskrivet."),
        gettext_lazy("Beskriv det konkreta problemet som dialogen handlar om."),
    ),
    Point.MEETING_POINT: PointWords(
        gettext_lazy("Samlingsplats"),
        gettext_lazy("Samlingsplatsen är beskriven, eller så ses ni bara digitalt."),
        gettext_lazy("Skriv var man samlas, så att den som aldrig har varit där hittar."),
    ),
    Point.WAY_THERE: PointWords(
        gettext_lazy("Väg eller rutt"),
        gettext_lazy("Vägen eller rutten är beskriven, eller så ses ni bara digitalt."),
        gettext_lazy("Beskriv med ord hur man hittar dit, eller vilken väg ni går."),
    ),
    Point.POLICE: PointWords(
        gettext_lazy("Polisen"),
        gettext_lazy("Polisen är inbjuden, eller så står det varför inte."),
        gettext_lazy("Bjud in polisen, eller skriv varför polisen inte är med."),
    ),
    Point.DISTRICT: PointWords(
        gettext_lazy("Stadsdelen"),
        gettext_lazy("Stadsdelen är inbjuden, eller så står det varför inte."),
        gettext_lazy("Bjud in stadsdelen, eller skriv varför stadsdelen inte är med."),
    ),
    Point.CONFIRMED: PointWords(
        gettext_lazy("Har tackat ja"),
        gettext_lazy("Alla inbjudna aktörer har tackat ja."),
        gettext_lazy("Kontakta de aktörer som inte har tackat ja, och kryssa i dem."),
    ),
    Point.ANSWERS: PointWords(
        gettext_lazy("Vem som svarar"),
        gettext_lazy("Det står vem som svarar på frågor."),
        gettext_lazy("Skriv vad minst en av aktörerna svarar på frågor om."),
    ),
    Point.DIGITAL: PointWords(
        gettext_lazy("Delta digitalt"),
        gettext_lazy("Det går att delta hemifrån."),
        gettext_lazy("Välj en form som går att följa digitalt, och fyll i länk eller telefon."),
    ),
    Point.ACCESS: PointWords(
        gettext_lazy("Tillgänglighet"),
        gettext_lazy("Det står hur tillgängligt det är."),
        gettext_lazy(
            "Beskriv tillgängligheten: stegfritt, toalett, hörslinga, och vem man ringer."
        ),
    ),
    Point.LANGUAGES: PointWords(
        gettext_lazy("Språk och tolk"),
        gettext_lazy("Det står vilka språk ni talar och hur man får tolk."),
        gettext_lazy("Skriv vilka språk ni talar, och hur man får tolk."),
    ),
    Point.RECORDING: PointWords(
        gettext_lazy("Bild och ljud"),
        gettext_lazy("Det står om någon fotograferar eller spelar in."),
        gettext_lazy("Skriv om någon fotograferar eller spelar in, också när ingen gör det."),
    ),
    Point.PARTICIPATION: PointWords(
        gettext_lazy("Grad av delaktighet"),
        gettext_lazy("Det står vad deltagarna kan påverka."),
        gettext_lazy("Välj grad av delaktighet och skriv vad som går att påverka."),
    ),
    Point.ANSWERS_BACK: PointWords(
        gettext_lazy("Så återkommer svaren"),
        gettext_lazy("Det står hur deltagarna får svar."),
        gettext_lazy("Skriv hur och när deltagarna får veta vad det blev av frågorna."),
    ),
    Point.CONTACT: PointWords(
        gettext_lazy("Kontakt"),
        gettext_lazy("Det finns en kontakt."),
        gettext_lazy("Fyll i en funktion att kontakta, med e-post eller telefon."),
    ),
    Point.CANCELLATION: PointWords(
        gettext_lazy("Om det ställs in"),
        gettext_lazy("Det står vad som händer om dialogen ställs in."),
        gettext_lazy("Skriv hur man får veta om dialogen ställs in."),
    ),
}


def names_of(points: Iterable[str]) -> list[str]:
    """Return the names of points as they were stored; one that no longer exists is left out."""
    return [str(WORDS[Point(point)].name) for point in points if point in set(Point)]


def notice_words(days: int | None) -> str:
    """Return how many days people have had, in words; "" without a date."""
    if days is None:
        return ""
    if days < 0:
        return _("Efter att den började")
    return _("Samma dag") if days == 0 else _("%(days)s dagar före") % {"days": days}
