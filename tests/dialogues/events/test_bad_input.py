"""What an editor may type or remove without harm: each is refused clearly, or answered honestly."""

from typing import Any

import pytest
from django.test import Client

from dialogues.events.domain.meeting_links import BadMeetingLink, MeetingKind, read_meeting_link
from dialogues.invitations.checklist_words import WORDS
from dialogues.invitations.domain.invitation_gate import Point
from dialogues.models import DialogueIndexPage, DialoguePage
from home.models import PlacePage
from tests.dialogues.organising import clock, editor_of, invitation, press
from tests.factories.dialogues import DialogueFactory

ROOMS = {
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting": MeetingKind.TEAMS,
    "https://us02web.zoom.us/j/85012345678?pwd=abc": MeetingKind.ZOOM,
    "https://meet.google.com/abc-defg-hij": MeetingKind.MEET,
    " https://meet.jit.si/Solberga\n": MeetingKind.JITSI,
    "https://video.exempel.se:443/rum": MeetingKind.OTHER,
    "https://zoom.us.exempel.se/j/1": MeetingKind.OTHER,
}
NO_ROOMS = [
    "http://meet.jit.si/Solberga",
    "javascript:alert(1)",
    "JavaScript://meet.jit.si/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//meet.jit.si/Solberga",
    "meet.jit.si/Solberga",
    "https://meet.jit.si@exempel.se/rum",
    "https://meet.jit.si/a b",
    "https://meet.jit.si/a\tb",
    "https://exempel.se:8443/rum",
    "https://exempel.se:x/rum",
    "https://[::1",
    "https://localhost/rum",
    "https://",
    "kl. 18",
]


@pytest.mark.parametrize(("text", "kind"), ROOMS.items())
def test_a_plain_https_address_is_a_room(text: str, kind: MeetingKind) -> None:
    link = read_meeting_link(text)
    assert (link.url, link.kind) == (text.strip(), kind)


@pytest.mark.parametrize("text", NO_ROOMS)
def test_nothing_else_is_a_room(text: str) -> None:
    with pytest.raises(BadMeetingLink):
        read_meeting_link(text)


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["", "publish"])
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"digital_url": "javascript:alert(1)"}, "Länken ska börja med https://"),
        ({"digital_url": "http://meet.jit.si/x"}, "Länken ska börja med https://"),
        ({"starts_at": clock(days=30, hours=1), "ends_at": clock(days=30)}, "kan inte sluta innan"),
        ({"starts_at": clock(days=30), "ends_at": ""}, "Fyll i både när det börjar och när"),
    ],
    ids=["script", "not https", "end before start", "no end"],
)
def test_the_editor_says_what_is_wrong_and_keeps_what_was_typed(
    officer_client: Client,
    dialogue_index: DialogueIndexPage,
    square: PlacePage,
    typed: dict[str, str],
    told: str,
    action: str,
) -> None:
    page = invitation(square, parent=dialogue_index, publish=False)
    answer = press(officer_client, editor_of(page), action, **typed).content.decode()
    if action:
        assert told in answer
        assert all(f'value="{text}"' in answer for text in typed.values() if text)
    page.refresh_from_db()
    assert not page.live
    # A draft may be anything but dangerous: what is shown is judged once more.
    assert "javascript:" not in str(page.meeting_link)


@pytest.mark.django_db
def test_a_dialogue_outlives_its_place(
    officer_client: Client,
    visitor: Client,
    dialogue_index: DialogueIndexPage,
    square: PlacePage,
    django_capture_on_commit_callbacks: Any,
) -> None:
    page: DialoguePage = DialogueFactory(
        parent=dialogue_index, title="Vid torget", hybrid=True, with_sign_up=True, places=[square]
    )
    with django_capture_on_commit_callbacks(execute=True):
        officer_client.post(f"/admin/pages/{square.pk}/delete/")
    assert not PlacePage.objects.filter(pk=square.pk).exists()

    assert "Plats: uppgift saknas" in visitor.get(page.url).text
    listed = visitor.get("/dialoger/").text
    assert "Vid torget" in listed
    assert "Torget" not in listed.replace("Vid torget", "")
    for address in (
        "/",
        "/dialoger/kalender.ics",
        "/dialoger/flode.xml",
        f"/dialog/{page.pk}/anmal/",
        f"/dialog/{page.pk}/dialog.ics",
        f"/dialog/{page.pk}/affisch/",
    ):
        assert visitor.get(address).status_code == 200, address
    checklist = officer_client.get(editor_of(page)).content.decode()
    assert str(WORDS[Point.PLACE].to_do) in checklist
    press(officer_client, editor_of(page), "publish", gate_reason="Platsen har slagits ihop.")
    kept = page.gate_exceptions.get(reason="Platsen har slagits ihop.")
    assert Point.PLACE in kept.points
