"""Topics, actors, money and words: what pages share."""

from __future__ import annotations

from core.models import Actor, ActorKind, ActorSource, Definition, FundingSource, SpeaksFor, Topic
from home.demo.facts_records import Source
from home.demo.garden import Garden
from home.measures.domain.prevention import PreventionType

ACTOR_KINDS = {
    "enhet": ActorKind.UNIT,
    "förening": ActorKind.ASSOCIATION,
    "förvaltning": ActorKind.ADMINISTRATION,
    "ideell organisation": ActorKind.NON_PROFIT,
    "idrottsorganisation": ActorKind.SPORTS_BODY,
    "intresseorganisation": ActorKind.INTEREST_BODY,
    "invånare": ActorKind.RESIDENTS,
    "nämnd": ActorKind.BOARD,
    "näringsliv": ActorKind.BUSINESS,
    "nätverk": ActorKind.NETWORK,
    "politik": ActorKind.POLITICS,
    "skola": ActorKind.SCHOOL,
    "statlig myndighet": ActorKind.STATE,
    "studieförbund": ActorKind.STUDY_ASSOCIATION,
    "trossamfund": ActorKind.FAITH,
    "verksamhet": ActorKind.SERVICE,
    "yrkesroll": ActorKind.PROFESSION,
}

SPEAKS_FOR = {"polisen": SpeaksFor.POLICE, "stadsdelen": SpeaksFor.DISTRICT, "": ""}

# The facts name the kinds in Swedish, the code in English.
PREVENTION_TYPES = {
    "social": PreventionType.SOCIAL,
    "situationell": PreventionType.SITUATIONAL,
    "trygghetsskapande": PreventionType.REASSURANCE,
}


def build_topics(garden: Garden) -> None:
    """Make the controlled list of topics."""
    for topic in garden.facts.topics:
        garden.topics[topic.slug] = garden.planter.row(
            Topic, topic.slug, name=topic.name, description=topic.description
        )


def build_actors(garden: Garden) -> None:
    """Make the actors, and then who is part of whom."""
    for actor in garden.facts.actors:
        garden.actors[actor.slug] = garden.planter.row(
            Actor,
            actor.slug,
            name=actor.name,
            kind=ACTOR_KINDS[actor.kind],
            speaks_for=SPEAKS_FOR[actor.speaks_for],
            role=actor.role,
            description=actor.description,
        )
    for actor in garden.facts.actors:
        made = garden.actors[actor.slug]
        if actor.parent and garden.planter.may_write(made):
            made.parent = garden.actors[actor.parent]
            made.save()


def build_actor_sources(garden: Garden) -> None:
    """Say where each actor's description comes from and when it was true; needs the answers."""
    for actor in garden.facts.actors:
        made = garden.actors[actor.slug]
        if garden.planter.may_write(made):
            made.source_links.set(_actor_sources(garden, actor.sources))
            made.as_of = garden.as_of(actor.sources)
            made.save()


def _actor_sources(garden: Garden, sources: list[Source]) -> list[ActorSource]:
    return [
        ActorSource(
            document_id=garden.answers[source.answer].pk, reference=source.ref, sort_order=number
        )
        for number, source in enumerate(sources)
    ]


def build_words(garden: Garden) -> None:
    """Make funding sources, definitions and the three kinds of prevention; needs the answers."""
    for money in garden.facts.funding_sources:
        garden.funding[money.slug] = garden.planter.row(
            FundingSource,
            money.slug,
            title=money.title,
            text=money.text,
            **garden.one_source(money.sources),
        )
    for word in garden.facts.definitions:
        garden.planter.row(
            Definition,
            word.slug,
            term=word.title,
            text=word.text,
            **garden.one_source(word.sources),
        )
    for kind in garden.facts.prevention_types:
        garden.planter.row(
            Definition,
            PREVENTION_TYPES[kind.slug].value,
            term=kind.title,
            text=kind.definition,
            examples="\n".join(kind.examples),
            **garden.one_source(kind.sources),
        )
