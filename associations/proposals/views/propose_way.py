"""«Är det här rätt väg?»: before the form, and leads elsewhere those for whom it is not.

Stores nothing and asks nothing: everything stands on one page, and the reader chooses.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.chrome.chrome import Chrome
from core.models import PortalSettings
from home.listing import index_url


@dataclass(frozen=True)
class Link:
    """A way out of the page. `url` may be a telephone address."""

    text: str
    url: str


@dataclass(frozen=True)
class OtherWay:
    """A matter that is none for the form, and where it belongs."""

    slug: str
    question: str
    answer: str
    links: tuple[Link, ...] = ()
    is_urgent: bool = False


@require_safe
def way(request: HttpRequest) -> HttpResponse:
    """Show where other matters belong, and then the way to the form."""
    context = {
        "page_title": _("Är det här rätt väg?"),
        "others": other_ways(Chrome(request).settings),
        "guide_url": index_url("associations.PartnershipGuidePage"),
    }
    return render(request, "associations/propose_way.html", context)


def other_ways(known: PortalSettings) -> list[OtherWay]:
    """Return what is better done elsewhere, the most urgent first."""
    return [
        OtherWay(
            "akut",
            _("Är det fara just nu, eller har ett brott hänt?"),
            _("Ring genast. Det här formuläret läses bara på kontorstid."),
            (_phone(known.emergency_number), _phone(known.police_number)),
            is_urgent=True,
        ),
        OtherWay(
            "barn",
            _("Är du orolig för ett barn?"),
            _("Vänd dig till socialtjänsten. Skriv inget om barnet här."),
            _elsewhere(_("Så anmäler du oro för ett barn"), known.child_concern_url, known),
            is_urgent=True,
        ),
        OtherWay(
            "fel",
            _("Är något trasigt, mörkt eller skräpigt?"),
            _("Gör en felanmälan. Då går den direkt till den som kan laga det."),
            _elsewhere(_("Gör en felanmälan"), known.fault_report_url, known),
        ),
        OtherWay(
            "privatperson",
            _("Har du en egen idé, utan förening?"),
            _(
                "Lämna ett medborgarförslag. Det kan du göra om du är folkbokförd här. Namn och"
                " adress krävs, och förslaget blir offentligt."
            ),
            _elsewhere(_("Lämna ett medborgarförslag"), known.citizen_proposal_url, known),
        ),
        OtherWay(
            "bidrag",
            _("Vill föreningen söka pengar till sin vanliga verksamhet?"),
            _("Då är det ett föreningsbidrag, och det söker ni för sig."),
            _elsewhere(_("Sök föreningsbidrag"), known.grants_url, known),
        ),
        OtherWay(
            "utan-iop",
            _("Går det utan ett partnerskap?"),
            _(
                "Ofta. Ni kan vara med i en nattvandring, på en trygghetsdialog eller i något som"
                " redan finns, utan överenskommelse och utan ansökan."
            ),
            _inside(),
        ),
    ]


def _phone(number: str) -> Link:
    text = _("Ring %(number)s") % {"number": number}
    return Link(text, f"tel:{number.replace(' ', '')}")


def _elsewhere(text: str, url: str, known: PortalSettings) -> tuple[Link, ...]:
    """Return the way there, or whom to ask for it."""
    if url:
        return (Link(text, url),)
    return (_phone(known.contact_phone),) if known.contact_phone else ()


def _inside() -> tuple[Link, ...]:
    pages = (
        (_("Så går en nattvandring till"), "associations.NightWalkPage"),
        (_("Hitta föreningar att göra något med"), "associations.AssociationDirectoryPage"),
    )
    found = ((text, index_url(page)) for text, page in pages)
    return tuple(Link(text, url) for text, url in found if url)
