"""What each role of the staff may reach and do: one table, one row for each address.

A row names those who may: R Redaktör, K Kommunikatör, H Handläggare, A Administratör. Nobody else
may, and for others the address answers with the log-in, the admin's front page or nothing.
"""

import re
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, GroupApprovalTask, Page, Site, Workflow

from associations.models import EntrySuggestion, NotPursued, Proposal
from casework.mail import outbox
from casework.models import Dispatch, Mail, MailStatus
from core.models import Notice, User
from core.staff.roles import Role
from dialogues.models import DialoguePage
from home.models import Feedback, MeasureIndexPage
from tests.associations.proposals.handling import press
from tests.factories.associations import AssociationFactory, DirectoryFactory, IdeaFactory
from tests.factories.dialogues import DialogueFactory, DialogueIndexFactory
from tests.factories.feedback import FeedbackFactory
from tests.factories.home import MeasureFactory
from tests.factories.proposals import ProposalFactory, ProposalFileFactory
from tests.factories.suggestions import SuggestionFactory
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

LETTERS = {
    "-": None,
    "R": Role.EDITOR,
    "K": Role.COMMUNICATOR,
    "H": Role.CASE_OFFICER,
    "A": Role.ADMINISTRATOR,
}
OPENS = """
    the admin               RKHA  /admin/
    the pages               RKHA  /admin/pages/{root}/
    a page's editor         RKHA  /admin/pages/{page}/edit/
    a new page              RKHA  /admin/pages/add/home/measurepage/{measures}/
    unpublishing a page      K A  /admin/pages/{page}/unpublish/
    deleting a public page   K A  /admin/pages/{page}/delete/
    images                  RKHA  /admin/images/
    a new image             RKHA  /admin/images/add/
    documents               RKHA  /admin/documents/
    a new document          RKHA  /admin/documents/add/
    feedback                 K A  /admin/synpunkter/
    exported feedback        K A  /admin/synpunkter/?export=csv
    one message              K A  /admin/synpunkter/{feedback}/
    handling a message       K A  /admin/synpunkter/handle/{feedback}/
    suggestions              K A  /admin/foreningsforslag/
    exported suggestions     K A  /admin/foreningsforslag/?export=xlsx
    one suggestion           K A  /admin/foreningsforslag/{suggestion}/
    a review link            K A  /admin/foreningslank/{association}/
    proposals                 HA  /admin/partnerskapsforslag/
    exported proposals        HA  /admin/partnerskapsforslag/?export=xlsx
    one proposal              HA  /admin/partnerskapsforslag/{proposal}/
    a file of a proposal      HA  /admin/partnerskapsforslag/{proposal}/bilaga/{file}/
    the record of a file      HA  /admin/partnerskapsforslag/{proposal}/bilaga/{file}/handling/
    what was mailed          KHA  /admin/utskick/
    exported mail            KHA  /admin/utskick/?export=csv
    one mail                 KHA  /admin/utskick/{dispatch}/
    sending all again         HA  /admin/utskick/skicka-igen/
    what is to be erased      HA  /admin/gallring/
    records of erasing        HA  /admin/gallring/protokoll/
    a register extract        HA  /admin/registerutdrag/
    notices                  K A  /admin/snippets/core/notice/
    a notice                 K A  /admin/snippets/core/notice/edit/{notice}/
    topics                   K A  /admin/snippets/core/topic/
    actors                   K A  /admin/snippets/core/actor/
    exported actors          K A  /admin/snippets/core/actor/?export=csv
    funding                  K A  /admin/snippets/core/fundingsource/
    words explained          K A  /admin/snippets/core/definition/
    priorities               K A  /admin/snippets/home/priority/
    contact points           K A  /admin/snippets/home/contactpoint/
    kinds of associations    K A  /admin/snippets/associations/associationkind/
    ideas not pursued        K A  /admin/snippets/associations/notpursued/
    one idea                 K A  /admin/snippets/associations/notpursued/edit/{idea}/
    publishing an idea       K A  /admin/snippets/associations/notpursued/unpublish/{idea}/
    series of dialogues      K A  /admin/snippets/dialogues/dialogueseries/
    dialogues               RKHA  /admin/dialoger/
    moving a dialogue        K A  /admin/dialog/{dialogue}/flytta/
    postponing a dialogue    K A  /admin/dialog/{dialogue}/skjut-upp/
    cancelling a dialogue    K A  /admin/dialog/{dialogue}/stall-in/
    who has signed up        KHA  /admin/dialog/{dialogue}/anmalda/
    who comes, on paper      KHA  /admin/dialog/{dialogue}/anmalda/utskrift/
    the portal's settings      A  /admin/settings/core/portalsettings/{site}/
    users                      A  /admin/users/
    one user                   A  /admin/users/edit/{user}/
    groups                     A  /admin/groups/
    one group                  A  /admin/groups/edit/{group}/
    sites                      A  /admin/sites/
    languages                  A  /admin/locales/
    how the portal is          A  /admin/reports/driftlage/
    redirects                  A  /admin/redirects/
    collections                A  /admin/collections/
    workflows                  A  /admin/workflows/list/
    tasks                      A  /admin/workflows/tasks/index/
"""


@dataclass
class Portal:
    """Something of everything that is guarded, by the names that the addresses use."""

    ids: dict[str, object]

    def address(self, path: str) -> str:
        return path.format(**self.ids)


@pytest.fixture
def portal(measure_index: MeasureIndexPage) -> Portal:
    front = measure_index.get_parent()
    directory = DirectoryFactory(parent=front)
    idea = IdeaFactory(title="Schack i väntrummet")
    idea.save_revision().publish()
    with transaction.atomic():
        dispatch = outbox.queue_mail(
            to="borta@exempel.se",
            template="associations/mail/suggestion_received",
            context={},
            reference="",
            event="e:1",
        )
    Dispatch.objects.update(template="dialogues/mail/reminder")
    Mail.objects.update(status=MailStatus.FAILED)
    notice = Notice.objects.create(title="Vatten stängt", starts_at=timezone.now())
    dialogue = DialogueFactory(parent=DialogueIndexFactory(parent=front), title="Ljusvandring")
    assert dispatch
    proposal = ProposalFactory(due_for_erasing=True)
    return Portal(
        {
            "root": Page.get_first_root_node().pk,
            "page": MeasureFactory(parent=measure_index, title="Ljusare gångväg").pk,
            "draft": MeasureFactory(parent=measure_index, publish=False).pk,
            "measures": measure_index.pk,
            "association": AssociationFactory(parent=directory, review_email="a@exempel.se").pk,
            "feedback": FeedbackFactory(signed=True).pk,
            "suggestion": SuggestionFactory(error=True, signed=True).pk,
            "dispatch": dispatch.pk,
            "proposal": proposal.pk,
            "file": ProposalFileFactory(case=proposal).pk,
            "dialogue": dialogue.pk,
            "notice": notice.pk,
            "idea": idea.pk,
            "site": Site.objects.get(root_page=front).pk,
            "user": UserFactory().pk,
            "group": Group.objects.get(name=Role.EDITOR).pk,
        }
    )


def browser(letter: str) -> Client:
    """The browser of somebody with one role; "-" has an account and none."""
    role = LETTERS[letter]
    client = Client()
    client.force_login(UserFactory(groups=(role,) if role else ()))
    return client


def rows() -> dict[str, tuple[str, str]]:
    """Return who may and the path, by what it is."""
    found = [re.split(r"\s{2,}", line.strip(), maxsplit=1) for line in OPENS.strip().splitlines()]
    named = {name: rest.rsplit("  ", 1) for name, rest in found}
    return {name: (may.strip(), path) for name, (may, path) in named.items()}


@pytest.mark.parametrize("letter", LETTERS)
def test_each_role_opens_just_what_it_needs(portal: Portal, letter: str) -> None:
    client = browser(letter)
    answers = {
        name: client.get(portal.address(path)).status_code for name, (_may, path) in rows().items()
    }
    assert set(answers.values()) <= {200, 302, 403, 404}
    opened = {name for name, status in answers.items() if status == 200}
    assert opened == {name for name, (may, _path) in rows().items() if letter in may}


def test_who_is_not_logged_in_opens_nothing(portal: Portal, visitor: Client) -> None:
    for _may, path in rows().values():
        answer = visitor.get(portal.address(path))
        assert (answer.status_code, answer.url[:13]) == (302, "/admin/login/"), path


# ---------------------------------------------------------------- what is done


def published(portal: Portal, client: Client) -> bool:
    client.post(portal.address("/admin/bulk/wagtailcore/page/publish/?id={draft}"))
    return Page.objects.get(pk=portal.ids["draft"]).live


def taken_down(portal: Portal, client: Client) -> bool:
    client.post(portal.address("/admin/pages/{page}/unpublish/"))
    return not Page.objects.get(pk=portal.ids["page"]).live


def idea_taken_down(portal: Portal, client: Client) -> bool:
    client.post(portal.address("/admin/snippets/associations/notpursued/unpublish/{idea}/"))
    return not NotPursued.objects.get(pk=portal.ids["idea"]).live


def decided(portal: Portal, client: Client) -> bool:
    address = portal.address("/admin/foreningsforslag/{suggestion}/")
    client.post(address, {"refuse": "1", "reason": "Nej"})
    return EntrySuggestion.objects.get(pk=portal.ids["suggestion"]).is_decided


def handled(portal: Portal, client: Client) -> bool:
    client.post(portal.address("/admin/synpunkter/handle/{feedback}/"), {"to": "HANDLED"})
    return Feedback.objects.get(pk=portal.ids["feedback"]).status == "HANDLED"


def invited(portal: Portal, client: Client) -> bool:
    client.post(portal.address("/admin/foreningslank/{association}/"))
    return Mail.objects.filter(to="a@exempel.se").exists()


def sent_again(portal: Portal, client: Client) -> bool:
    client.post(portal.address("/admin/utskick/{dispatch}/"))
    return Mail.objects.get(to="borta@exempel.se").status == MailStatus.QUEUED


def all_sent_again(portal: Portal, client: Client) -> bool:
    client.post("/admin/utskick/skicka-igen/")
    return Mail.objects.get(to="borta@exempel.se").status == MailStatus.QUEUED


def called_off(portal: Portal, client: Client) -> bool:
    address = portal.address("/admin/dialog/{dialogue}/stall-in/")
    client.post(address, {"seen": "0", "reason": "Sjukdom."})
    return DialoguePage.objects.get(pk=portal.ids["dialogue"]).is_cancelled


def people_fetched(portal: Portal, client: Client) -> bool:
    answer = client.post(portal.address("/admin/dialog/{dialogue}/anmalda/tabell/"))
    return answer.status_code == 200


def made_administrator(portal: Portal, client: Client) -> bool:
    user = User.objects.get(pk=portal.ids["user"])
    group = Group.objects.get(name=Role.ADMINISTRATOR)
    sent = {
        "username": user.username,
        "email": user.email,
        "first_name": "Åsa",
        "last_name": "Öberg",
        "is_active": "on",
        "groups": [group.pk],
    }
    client.post(f"/admin/users/edit/{user.pk}/", sent)
    return user.groups.filter(pk=group.pk).exists()


def case_handed_out(portal: Portal, client: Client) -> bool:
    address = portal.address("/admin/partnerskapsforslag/{proposal}/lamna-ut/")
    return client.post(address, {"form": "json"}).status_code == 200


def proposal_erased(portal: Portal, client: Client) -> bool:
    proposal = Proposal.objects.get(pk=portal.ids["proposal"])
    press(client, proposal, "erase", confirmed="on")
    return proposal.erased_at is not None


DOES = {
    case_handed_out: "HA",
    proposal_erased: "HA",
    published: "KA",
    taken_down: "KA",
    idea_taken_down: "KA",
    decided: "KA",
    handled: "KA",
    invited: "KA",
    sent_again: "HA",
    all_sent_again: "HA",
    called_off: "KA",
    people_fetched: "KHA",
    made_administrator: "A",
}


@pytest.mark.parametrize("letter", LETTERS)
def test_each_role_does_just_what_it_may(portal: Portal, letter: str) -> None:
    client = browser(letter)
    for action, may in DOES.items():
        with transaction.atomic():
            assert action(portal, client) is (letter in may), action.__name__
            transaction.set_rollback(True)


def test_what_an_editor_writes_waits_for_a_communicator(portal: Portal) -> None:
    page = Page.objects.get(pk=portal.ids["page"]).specific
    workflow = page.get_workflow()
    editor = UserFactory(groups=(Role.EDITOR,))
    page.save_revision(user=editor)
    state = workflow.start(page, editor)
    task = state.current_task_state.task.specific
    assert task.name == "Kommunikatör godkänner"
    allowed = {
        letter
        for letter, role in LETTERS.items()
        if role and task.get_actions(page, UserFactory(groups=(role,)))
    }
    assert allowed == {"K", "A"}


def test_wagtails_own_groups_have_become_roles() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(Role)
    assert Workflow.objects.get().name == GroupApprovalTask.objects.get().name
    assert Collection.objects.get(depth=1).group_permissions.values("group").distinct().count() == 4


@pytest.mark.parametrize("permission", ["handle_proposal", "erase_proposal"])
def test_only_case_officers_and_administrators_reach_proposals(permission: str) -> None:
    may = {
        role for role in Role if UserFactory(groups=(role,)).has_perm(f"associations.{permission}")
    }
    assert may == {Role.CASE_OFFICER, Role.ADMINISTRATOR}
