"""Answers: the five reports, question by question."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.templatetags.portal_dates import long_date
from home.demo.facts_records import Answer
from home.demo.garden import Garden
from home.models import AnswerPage, AnswerType, DecisionStatus

ANSWER_TYPES = {
    "svar på skrivelse": AnswerType.PARTY_INQUIRY,
    "svar på medborgarförslag": AnswerType.CITIZEN_PROPOSAL,
}
DECISION_STATUSES = {"föreslaget": DecisionStatus.PROPOSED}


def build_answers(garden: Garden, index: Page) -> None:
    """Make the answers as drafts; their places come later, because places cite answers."""
    for answer in garden.facts.answers:
        garden.answers[answer.slug] = garden.planter.page(
            index, _answer_page(garden, answer), publish=False
        )


def publish_answers(garden: Garden) -> None:
    """Give the answers their places and publish those that this load made."""
    for answer in garden.facts.answers:
        page = garden.answers[answer.slug]
        if garden.planter.may_write(page):
            page.places = [garden.places[slug] for slug in answer.related.places]
            page.save_revision().publish()


def _answer_page(garden: Garden, answer: Answer) -> AnswerPage:
    return AnswerPage(
        title=answer.title,
        slug=answer.slug,
        introduction=answer.summary,
        answer_type=ANSWER_TYPES[answer.answer_type],
        registry_number=answer.dnr or "",
        asked_by=answer.asked_by_text,
        board=garden.actors[answer.board],
        prepared_by=[garden.actors[slug] for slug in answer.prepared_by],
        document_date=answer.document_date,
        board_date=answer.board_date,
        year=answer.year,
        as_of=answer.as_of,
        background=_background(answer),
        proposed_decision=answer.proposed_decision,
        decision_status=DECISION_STATUSES[answer.decision_status],
        questions=[
            (
                "question",
                {
                    "number": question.number,
                    "question": question.question,
                    "short_answer": question.short_answer,
                },
            )
            for question in answer.questions
        ],
        attachments=[("attachment", {"title": each.title}) for each in answer.attachments],
        topic_links=garden.tagged(
            topic.slug for topic in garden.facts.topics if answer.slug in topic.answers
        ),
    )


def _background(answer: Answer) -> str:
    """Return the background; the unions' date tells when a report without a date was written."""
    if answer.union_information is None:
        return answer.background
    informed = _("De fackliga organisationerna informerades den %(day)s.") % {
        "day": long_date(answer.union_information.date)
    }
    return f"{answer.background}\n\n{informed}"
