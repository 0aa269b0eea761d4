"""Dialogues for the browser checks: the demo content's examples, and a state that it lacks."""

from datetime import date, timedelta

INVITATION, LIVE = "vandring-i-solberga-exempel", "oppet-hus-i-axelsberg-exempel"
MOVED, CANCELLED = "dialog-i-fruangen-exempel", "vandring-i-liljeholmen-exempel"
REPORTED = "vandring-i-vastertorp-exempel"
HELD = "nyss-hallen-exempel"
ANNOUNCED, POSTPONED = "utan-datum-exempel", "uppskjuten-exempel"
OPEN_SOON = "oppnar-strax-exempel"
# The month of the example in three weeks, give or take a night.
MONTH = f"{date.today() + timedelta(days=21):%Y-%m}"  # noqa: DTZ011 - near enough


def make_dialogues() -> None:
    """Make one that waits for its report, one without a date, one postponed, and one that is open.

    The last begins in eleven hours and opened twelve before, so that it stays so.
    """
    # Only possible once Django is set up, and the addresses are wanted before.
    from django.utils import timezone  # noqa: PLC0415

    from dialogues.models import DialogueIndexPage  # noqa: PLC0415
    from tests.factories.dialogues import DialogueFactory  # noqa: PLC0415

    index = DialogueIndexPage.objects.get(slug="dialoger")
    title = "Trygghetsdialog som är över (Exempel)"
    # What people say of languages is written in any of them.
    languages = "Svenska, suomi och العربية"
    DialogueFactory(
        parent=index, hybrid=True, slug=HELD, title=title, languages=languages, held=True
    )
    facts = {"parent": index, "hybrid": True}
    DialogueFactory(slug=ANNOUNCED, title="Dialog utan datum (Exempel)", undated=True, **facts)
    DialogueFactory(slug=POSTPONED, title="Uppskjuten dialog (Exempel)", postponed=True, **facts)
    DialogueFactory(
        slug=OPEN_SOON,
        title="Dialog som öppnar strax (Exempel)",
        starts_at=timezone.now() + timedelta(hours=11),
        opens_minutes=12 * 60,
        **facts,
    )
