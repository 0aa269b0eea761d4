"""The directory, and the associations that the sources name."""

from __future__ import annotations

from associations.demo_facts.records import Association, AssociationFacts
from associations.demo_facts.text_pages import blocks, front_fields
from associations.directory import foundation
from associations.directory.models import AssociationDirectoryPage, AssociationKind, AssociationPage
from home.demo.facts_records import Actor
from home.demo.garden import Garden


def build_directory(facts: AssociationFacts, garden: Garden) -> AssociationDirectoryPage:
    """Make the kinds, the directory and its entries; return the directory."""
    kinds = {
        kind.slug: garden.planter.row(AssociationKind, kind.slug, name=kind.name)
        for kind in facts.kinds
    }
    text = facts.texts["foreningar.md"]
    directory = garden.planter.page(
        garden.home,
        foundation.directory(**front_fields(garden, text), body=blocks(garden, text, text.pieces)),
    )
    actors = {actor.slug: actor for actor in facts.home.actors}
    for association in facts.associations:
        page = _association_page(garden, association, actors[association.slug], kinds)
        garden.planter.page(directory, page)
    return directory


def _association_page(
    garden: Garden,
    association: Association,
    actor: Actor,
    kinds: dict[str, AssociationKind],
) -> AssociationPage:
    """Return an entry. No contact is known, and nobody has checked it yet, so neither is said."""
    return AssociationPage(
        title=actor.name,
        slug=actor.slug,
        introduction=association.summary,
        actor=garden.actors[actor.slug],
        kinds=[kinds[slug] for slug in association.kinds],
        places=[garden.places[slug] for slug in actor.places],
        target_groups=", ".join(association.target_groups),
        activities="\n".join(association.activities),
        contributes="\n".join(association.contributes),
        as_of=garden.as_of(actor.sources),
        topic_links=garden.tagged(association.topics),
        source_links=garden.page_sources(actor.sources),
    )
