"""What only people can say, and the portal lacks until they do."""

from collections.abc import Iterator

from core.models import PortalSettings
from home.models import AccessibilityStatementPage, PlacePage


def left_to_do() -> Iterator[str]:
    """Yield a sentence for each thing that readers, or the law, will miss."""
    known = PortalSettings.known_by_default()
    if not (known.contact_email or known.contact_phone):
        yield "Say who stands behind the portal and how to reach them: Portalens inställningar."
    if known.privacy_page_id is None:
        yield "Write the page about personal data, and choose it there: all forms point to it."
    if not AccessibilityStatementPage.objects.live().exists():
        yield "Write the accessibility statement, which the law asks for."
    if not PlacePage.objects.live().exists():
        yield "Make the first places, and the topics: everything else is found through them."
