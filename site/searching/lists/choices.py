"""What a list has been narrowed by, and what it can be narrowed by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils import translation

from core.language.words import sort_key
from searching.facets.facet_index import FacetIndex
from searching.facets.vocabulary import FacetKind, OptionOrder, kind_labels, kinds
from searching.lists.address import Asked
from searching.lists.selection import OptionCount
from searching.models import KIND, SearchFacet

# The labels of chosen values that exist, facet by facet.
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Option:
    """One value that a list can be narrowed by.

    `count` is how many entries have it, given what is chosen in the other groups; `url` adds the
    value, or takes it away when it is chosen.
    """

    key: str
    label: str
    count: int
    is_chosen: bool
    url: str


@dataclass(frozen=True)
class Group:
    """The options of one facet. `parameter` is the name of its form fields.

    `language` is that of the options' labels, or "" when it is the reader's.
    """

    name: str
    parameter: str
    label: str
    language: str
    options: list[Option]
    is_open: bool

    @property
    def is_long(self) -> bool:
        """Whether the list shows the first six options, and the rest when asked for."""
        return len(self.options) > 7


@dataclass(frozen=True)
class Choice:
    """A value that has been chosen, and the address of the list without it.

    `language` is that of the label, or "" when it is the reader's.
    """

    name: str
    group: str
    key: str
    label: str
    language: str
    remove_url: str


@dataclass(frozen=True)
class Ignored:
    """A value in the address that the portal does not know. `group` is the facet's label."""

    group: str
    value: str


# ---------------------------------------------------------------- what was chosen


def known_labels(asked: Asked, facets: Mapping[str, FacetKind], index: FacetIndex) -> Labels:
    """Return, facet by facet, the labels of those chosen values that exist.

    One query for the values that the list itself does not have.
    """
    language = translation.get_language() or ""
    labels: dict[str, dict[str, str]] = {}
    elsewhere = models.Q()
    for name, keys in asked.chosen.items():
        here = index.values.get(name, {})
        for key in keys:
            if key in here:
                label = facets[name].label_of(here[key].label(language))
                labels.setdefault(name, {})[key] = label
        if missing := [key for key in keys if key not in here]:
            elsewhere |= models.Q(name=name, key__in=missing)
    if elsewhere:
        rows = SearchFacet.objects.filter(elsewhere).values("name", "key")
        for row in rows.annotate(label=models.Min("label")).order_by("name", "key"):
            label = facets[row["name"]].label_of(row["label"])
            labels.setdefault(row["name"], {})[row["key"]] = label
    if KIND in labels:
        called = kind_labels()
        labels[KIND] = {code: called.get(code, code) for code in labels[KIND]}
    return labels


def ignored_values(asked: Asked, labels: Labels, facets: Mapping[str, FacetKind]) -> list[Ignored]:
    """Return the chosen values that have no label, because there is no such thing."""
    return [
        Ignored(facets[name].label, key)
        for name, keys in asked.chosen.items()
        for key in keys
        if key not in labels.get(name, {})
    ]


def chosen_values(asked: Asked, labels: Labels, facets: Mapping[str, FacetKind]) -> list[Choice]:
    """Return the chosen values, each with the way to take it back."""
    return [
        Choice(
            name=name,
            group=facets[name].label,
            key=key,
            label=labels[name][key],
            language=facets[name].language,
            remove_url=asked.lacking(name, key).url(),
        )
        for name, keys in asked.chosen.items()
        for key in keys
    ]


# ---------------------------------------------------------------- what can be chosen


def option_group(
    facet: FacetKind, counted: Iterable[OptionCount], asked: Asked, labels: Labels
) -> Group:
    """Return the options of one facet in their order."""
    chosen = asked.chosen.get(facet.name, ())
    counts = {option.key: option for option in counted}
    found = {key: facet.label_of(option.label) for key, option in counts.items()}
    # What was chosen stays, with no hits too, so that it can be taken back where it was made.
    shown = {**{key: labels[facet.name][key] for key in chosen}, **found}
    if facet.name == KIND:
        called = kind_labels()
        shown = {code: called.get(code, code) for code in shown}
    options = [
        Option(
            key=key,
            label=label,
            count=counts[key].count if key in counts else 0,
            is_chosen=key in chosen,
            url=(asked.lacking if key in chosen else asked.having)(facet.name, key).url(),
        )
        for key, label in shown.items()
    ]
    return Group(
        name=facet.name,
        parameter=facet.parameter,
        label=facet.label,
        language=facet.language,
        options=_in_order(facet, options),
        is_open=bool(chosen),
    )


def _in_order(facet: FacetKind, options: list[Option]) -> list[Option]:
    if facet.order is OptionOrder.NEWEST_FIRST:
        return sorted(options, key=lambda option: option.key, reverse=True)
    if facet.order is OptionOrder.AS_DECLARED:
        places = {code: place for place, code in enumerate(kinds())}
        return sorted(options, key=lambda each: (places.get(each.key, len(places)), each.key))
    return sorted(options, key=lambda option: (sort_key(option.label), option.key))
