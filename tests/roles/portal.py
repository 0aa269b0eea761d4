"""A portal with a row for each part of each address, and a canary in all that is not public."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    UploadedFile,
    Workflow,
)
from wagtail_localize.models import Translation, TranslationSource

from casework.mail import outbox
from casework.models import ErasureRecord
from core.models import Definition, FundingSource, Notice, PortalSettings
from core.staff.roles import Role
from home.models import (
    ContactPoint,
    HomePage,
    MeasureIndexPage,
    NewsIndexPage,
    Priority,
    PriorityKind,
)
from tests.dialogues.taking_part import come
from tests.factories import associations as in_associations
from tests.factories import home as make
from tests.factories.dialogues import DialogueFactory, DialogueIndexFactory, SeriesFactory
from tests.factories.feedback import FeedbackFactory
from tests.factories.files import pdf_bytes, png_bytes
from tests.factories.proposals import ProposalFactory, ProposalFileFactory
from tests.factories.suggestions import SuggestionFactory
from tests.factories.users import UserFactory


class Portal:
    """What was made, by the names that addresses use."""

    def __init__(self, front: HomePage) -> None:
        self.front = front
        self.english, _is_new = Locale.objects.get_or_create(language_code="en")
        self.author = UserFactory(username="upphovsperson", groups=(Role.ADMINISTRATOR,))
        self.ids: dict[str, Any] = {"front": front.pk, "locale": self.english.pk}
        for part in (self._pages, self._library, self._cases, self._settings, self._lists):
            self.ids.update(
                {name: row.pk if isinstance(row, models.Model) else row for name, row in part()}
            )

    def _pages(self) -> Iterator[tuple[str, Any]]:
        measures = MeasureIndexPage.objects.child_of(self.front).get()
        page = make.MeasureFactory(parent=measures, title="Ljusare gångväg")
        page.introduction = "kanarie-utkast"
        draft = page.save_revision(user=self.author)
        task_state = page.get_workflow().start(page, self.author).current_task_state
        closed = make.NewsFactory(
            parent=NewsIndexPage.objects.child_of(self.front).get(),
            title="Stängd sida",
            introduction="kanarie-stangd-sida",
        )
        restriction = PageViewRestriction.objects.create(
            page=closed, restriction_type="password", password="öppna-sesam"
        )
        dialogue = DialogueFactory(
            parent=DialogueIndexFactory(parent=self.front), with_sign_up=True
        )
        come(dialogue, "kanarie-anmald", needs="kanarie-behov")
        source, _is_new = TranslationSource.update_or_create_from_instance(page)
        yield "root", Page.get_first_root_node()
        yield "measures", measures
        yield "page", page
        yield "revision", draft
        yield "task_state", task_state
        yield "task", GroupApprovalTask.objects.first()
        yield "workflow_state", task_state.workflow_state
        yield "workflow", Workflow.objects.first()
        yield "alias", page.copy_for_translation(self.english, copy_parents=True, alias=True)
        yield "closed", closed
        yield "page_restriction", restriction
        yield "dialogue", dialogue
        yield "source", source
        yield "translation", Translation.objects.create(source=source, target_locale=self.english)
        yield "string", source.stringsegment_set.first()
        yield "override", source.overridablesegment_set.first()
        yield "session", self._session(page)
        yield "public", [self.front.url, page.url, dialogue.url, closed.url]

    def _session(self, page: Page) -> EditingSession:
        return EditingSession.objects.create(
            user=self.author,
            content_type=ContentType.objects.get_for_model(type(page)),
            object_id=page.pk,
            last_seen_at=timezone.now(),
        )

    def _library(self) -> Iterator[tuple[str, Any]]:
        locked = Collection.get_first_root_node().add_child(name="Stängd")
        document = get_document_model().objects.create(
            title="Stängd fil",
            file=ContentFile(pdf_bytes("kanarie-stangd-fil"), "stangd.pdf"),
            collection=locked,
        )
        image = get_image_model().objects.create(
            title="Stängd bild",
            description="Ett torg.",
            file=ContentFile(png_bytes(), "bild.png"),
            collection=locked,
        )
        yield "collection", locked
        yield (
            "collection_restriction",
            CollectionViewRestriction.objects.create(collection=locked, restriction_type="login"),
        )
        yield "document", document
        yield "document_address", document.url
        yield "image", image
        yield "media", [image.get_rendition("width-8").file.name, image.file.name]
        yield (
            "upload",
            UploadedFile.objects.create(
                for_content_type=ContentType.objects.get_for_model(image),
                file=ContentFile(png_bytes(), "uppladdad.png"),
                uploaded_by_user=self.author,
            ),
        )

    def _cases(self) -> Iterator[tuple[str, Any]]:
        directory = in_associations.DirectoryFactory(parent=self.front)
        association = in_associations.AssociationFactory(
            parent=directory, review_email="kanarie-kontakt@exempel.se"
        )
        proposal = ProposalFactory(
            contact_name="kanarie-forslag", email="kanarie-forslag@exempel.se", due_for_erasing=True
        )
        yield "association", association
        yield "proposal", proposal
        yield (
            "file",
            ProposalFileFactory(case=proposal, name="Bilaga.pdf", content=b"kanarie-bilaga"),
        )
        yield (
            "feedback",
            FeedbackFactory(
                sender_name="kanarie-synpunkt", sender_email="kanarie-synpunkt@exempel.se"
            ),
        )
        yield (
            "suggestion",
            SuggestionFactory(
                error=True,
                sender_name="kanarie-uppgift",
                sender_email="kanarie-uppgift@exempel.se",
            ),
        )
        for of, template in (
            ("proposal", "associations/mail/proposal_link"),
            ("suggestion", "associations/mail/suggestion_received"),
            ("dialogue", "dialogues/mail/reminder"),
            ("account", "casework/mail/password_reset"),
        ):
            yield f"mail_of_{of}", _mail(template, f"kanarie-brev-{of}@exempel.se")
        yield (
            "record",
            ErasureRecord.objects.create(
                made_at=timezone.now(),
                kind="proposals",
                what="Förslag",
                rule="Efter två år",
                ground="Bevarandeplan",
                count=1,
                references=["kanarie-protokoll"],
            ),
        )

    def _settings(self) -> Iterator[tuple[str, Any]]:
        user = UserFactory(email="kanarie-konto@exempel.se")
        site = Site.objects.get(root_page=self.front)
        PortalSettings.for_site(site)
        yield "user", user
        yield "group", user.groups.model.objects.get(name=Role.EDITOR)
        yield "site", site
        yield "query", Query.get("trygg")
        yield "redirect", Redirect.add_redirect("/gammal", self.front)

    def _lists(self) -> Iterator[tuple[str, Any]]:
        actor = make.ActorFactory(name="Polisen")
        idea = in_associations.IdeaFactory(title="kanarie-ide")
        idea_revision = idea.save_revision(user=self.author)
        listed = [
            actor,
            idea,
            make.TopicFactory(),
            in_associations.AssociationKindFactory(),
            SeriesFactory(),
            Definition.objects.create(slug="social", term="Social", text="Stöd."),
            FundingSource.objects.create(slug="medel", title="Medel"),
            Notice.objects.create(title="Vatten stängt", starts_at=timezone.now()),
            ContactPoint.objects.create(slug="kontakt", title="Kontakt", organisation=actor),
            Priority.objects.create(
                slug="ljus", title="Ljus", text="Mer ljus.", kind=PriorityKind.values[0]
            ),
        ]
        yield from ((row._meta.label_lower, row) for row in listed)
        yield "idea_revision", idea_revision


def _mail(template: str, to: str) -> Any:
    with transaction.atomic():
        dispatch = outbox.queue_mail(
            to=to,
            template="associations/mail/suggestion_received",
            context={},
            reference="",
            event=template,
        )
    assert dispatch
    type(dispatch).objects.filter(pk=dispatch.pk).update(template=template)
    return dispatch
