"""Answers: official reports to the board, question by question."""

from collections.abc import Iterator
from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core.blocks.text import plain_text
from core.language.help_texts import PLACES
from core.models import BasePage
from core.pages.search_document import Facet, SearchDocument
from home.answers.blocks import AttachmentStream, QuestionStream
from home.places.place_tree import place_facets


class AnswerType(models.TextChoices):
    """What the report answers."""

    PARTY_INQUIRY = "PARTY_INQUIRY", _("Svar på skrivelse")
    CITIZEN_PROPOSAL = "CITIZEN_PROPOSAL", _("Svar på medborgarförslag")


class DecisionStatus(models.TextChoices):
    """Whether the board has decided, as far as the source tells."""

    PROPOSED = "PROPOSED", _("Föreslaget beslut")
    DECIDED = "DECIDED", _("Beslutat")


class AnswerIndexPage(BasePage):
    """All answers, the latest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.AnswerPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("svar")


class AnswerPage(BasePage):
    """An official report (tjänsteutlåtande): who asked what, and what the officials answered.

    The report carries a proposed decision; that it was decided is only said when it is known.
    """

    parent_page_types = ["home.AnswerIndexPage"]
    subpage_types = []
    search_kind = "answer"
    read_with = ("board",)

    answer_type = models.CharField(_("slag"), max_length=20, choices=AnswerType.choices)
    registry_number = models.CharField(
        _("diarienummer"), max_length=40, blank=True, help_text=_("Till exempel HÄ 2024/295.")
    )
    asked_by = models.CharField(
        _("vem som frågade"),
        max_length=255,
        help_text=_("Partier eller ”en invånare”. Aldrig en privatpersons namn."),
    )
    board = models.ForeignKey(
        "core.Actor",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("nämnd"),
    )
    prepared_by = ParentalManyToManyField(
        "core.Actor", blank=True, related_name="prepared_answers", verbose_name=_("berett av")
    )
    document_date = models.DateField(_("dokumentets datum"), null=True, blank=True)
    board_date = models.DateField(_("nämndens sammanträde"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("år"))
    background = models.TextField(_("bakgrund"), blank=True)
    proposed_decision = models.TextField(_("förslag till beslut"), blank=True)
    decision_status = models.CharField(
        _("beslutsläge"),
        max_length=10,
        choices=DecisionStatus.choices,
        default=DecisionStatus.PROPOSED,
    )
    questions = StreamField(QuestionStream(), blank=True, verbose_name=_("frågor och svar"))
    attachments = StreamField(AttachmentStream(), blank=True, verbose_name=_("bilagor"))
    places = ParentalManyToManyField(
        "home.PlacePage", blank=True, related_name="answers", verbose_name=_("platser")
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel(
                            "answer_type",
                            help_text=_(
                                "Om svaret gäller en skrivelse från partier eller ett "
                                "medborgarförslag."
                            ),
                        ),
                        FieldPanel("registry_number"),
                    ]
                ),
                FieldPanel("asked_by"),
                FieldRowPanel(
                    [
                        FieldPanel("board", help_text=_("Nämnden som fick svaret.")),
                        FieldPanel(
                            "year",
                            help_text=_(
                                "Året då svaret skrevs. Läsaren kan välja ut svar efter år."
                            ),
                        ),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "document_date", help_text=_("Datumet som står på tjänsteutlåtandet.")
                        ),
                        FieldPanel(
                            "board_date",
                            help_text=_(
                                "Dagen då nämnden behandlade svaret. Tomt om källan inte säger det."
                            ),
                        ),
                    ]
                ),
                FieldPanel(
                    "prepared_by",
                    help_text=_("De enheter som har skrivit svaret. Aldrig personer."),
                ),
            ],
            heading=_("Ärendet"),
        ),
        FieldPanel("background", help_text=_("Varför frågan ställdes, i några meningar.")),
        FieldPanel(
            "questions", help_text=_("En fråga i taget: frågan, ett kort svar och det hela svaret.")
        ),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "Ett förslag till beslut är inte ett beslut. "
                        "Ändra först när protokollet finns."
                    )
                ),
                FieldPanel("proposed_decision", help_text=_("Ordagrant ur tjänsteutlåtandet.")),
                FieldPanel(
                    "decision_status", help_text=_("”Beslutat” bara när protokollet visar det.")
                ),
            ],
            heading=_("Beslut"),
        ),
        FieldPanel("attachments", help_text=_("Handlingar som hör till svaret.")),
        FieldPanel("places", help_text=PLACES),
    ]

    class Meta:
        verbose_name = _("svar")
        verbose_name_plural = _("svar")

    def __str__(self) -> str:
        return self.title

    def search_text(self) -> str:
        words = (self.introduction, self.background, self.asked_by, self.proposed_decision)
        return f"{' '.join(words)} {plain_text(self.questions)}"

    def search_facets(self) -> Iterator[Facet]:
        yield from super().search_facets()
        yield from place_facets(self.places.all())
        yield Facet("year", str(self.year), str(self.year))
        yield Facet("answer_type", self.answer_type.lower(), str(self.get_answer_type_display()))

    def search_document(self) -> SearchDocument | None:
        document = super().search_document()
        if document is None:
            return None
        codes = (self.registry_number,) if self.registry_number else ()
        card = {
            "registry_number": self.registry_number,
            "asked_by": self.asked_by,
            "board_date": self.board_date.isoformat() if self.board_date else None,
            "year": self.year,
        }
        return replace(document, codes=codes, dated_on=self.board_date or self.as_of, card=card)
