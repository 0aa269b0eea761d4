"""Ways on when a search finds nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import connection, models

from core.freshness.kept_warm import warm
from core.language.words import fold, words
from searching.engines import engine
from searching.lists.address import Asked
from searching.lists.selection import Selection
from searching.models import SearchEntry, SearchFacet
from searching.words.query import Query

_MOST_PLACES = 6
_MOST_WORDS = 6
_MOST_CORRECTED = 4
# Titles that the vocabulary is made of.
_MOST_TITLES = 20_000
# Words of the vocabulary that are compared letter by letter with one that was not found.
_MOST_COMPARED = 400
_ALIKE = 0.72


@dataclass(frozen=True)
class Way:
    """A link that leads on."""

    text: str
    url: str
    count: int = 0


@dataclass(frozen=True)
class Suggestions:
    """What a visitor can do when nothing was found.

    `spelling` is the search with other spelling or None, `words` are searches for one word at a
    time, `without_filters` the same words with nothing chosen or None, `places` the places about
    which there is most to read.
    """

    spelling: Way | None
    words: list[Way]
    without_filters: Way | None
    places: list[Way]


def suggest(selection: Selection, asked: Asked) -> Suggestions:
    """Return ways on from a selection that is empty. All of them lead to something.

    One query, and two more when the vocabulary and the busy places are not warm.
    """
    query, plain = selection.query, asked.without_choices()
    right = _spelt_right(query)
    said = [right.get(term.word, term.word) for term in query.terms]
    spelling = plain.searching(" ".join(said)) if right else None
    without_filters = plain if asked.chosen else None
    singles = [plain.searching(word) for word in dict.fromkeys(said)][:_MOST_WORDS]
    if len(singles) < 2:
        singles = []
    searches = [search for search in (spelling, without_filters, *singles) if search]
    counts = _counts(selection.kind, [search.query for search in searches])

    def way(search: Asked | None) -> Way | None:
        number = counts.get(search.query, 0) if search else 0
        return Way(search.query.text, search.url(), number) if search and number else None

    return Suggestions(
        spelling=way(spelling),
        words=[found for search in singles if (found := way(search))],
        without_filters=way(without_filters),
        places=warm("search-busy-places", _busy_places),
    )


def _counts(kind: str | None, queries: Sequence[Query]) -> dict[Query, int]:
    """Return how much each search would find among things of that kind, in one query."""
    asked = [query for query in dict.fromkeys(queries) if query.terms or not query.text]
    if not asked:
        return {}
    statements, values = [], []
    for number, query in enumerate(asked):
        match = engine().match(query) if query.terms else None
        joined = f" JOIN {match.table} ON {match.entry_id} = e.id" if match else ""
        found = f" AND {match.condition}" if match else ""
        # What stands in the statement comes from the engine; what was typed is a parameter.
        statements.append(
            f"SELECT {number}, COUNT(*) FROM searching_searchentry e{joined}"  # noqa: S608
            f" WHERE (e.kind = %s OR %s = ''){found}"
        )
        values += [kind or "", kind or "", *(match.parameters if match else ())]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        return {asked[number]: count for number, count in cursor.fetchall()}


# ---------------------------------------------------------------- spelling


def _spelt_right(query: Query) -> dict[str, str]:
    """Return, for words that no title knows, the word that was probably meant."""
    if not query.words:
        return {}
    vocabulary = warm("search-vocabulary", _read_vocabulary)
    words = query.words[:_MOST_CORRECTED]
    corrected = {word: _corrected(word, vocabulary) for word in words}
    return {word: right for word, right in corrected.items() if right != word}


def _corrected(word: str, vocabulary: Mapping[str, str]) -> str:
    """Return the word of the vocabulary that `word` was probably meant to be, or `word`."""
    folded = fold(word)
    if folded in vocabulary or len(folded) < 4 or any(map(str.isdigit, folded)):
        return word
    matcher = SequenceMatcher(b=folded, autojunk=False)
    best, best_ratio = word, _ALIKE
    for candidate in _near(folded, vocabulary):
        matcher.set_seq1(candidate)
        if matcher.quick_ratio() > best_ratio and (ratio := matcher.ratio()) > best_ratio:
            best, best_ratio = vocabulary[candidate], ratio
    return best


def _near(folded: str, vocabulary: Iterable[str]) -> list[str]:
    """Return the words that share most pairs of letters with `folded` and are about as long."""
    pairs = _pairs(folded)
    near = [
        (len(pairs & _pairs(candidate)), candidate)
        for candidate in vocabulary
        if abs(len(candidate) - len(folded)) <= 2
    ]
    return [word for shared, word in sorted(near, reverse=True)[:_MOST_COMPARED] if shared]


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)}


def _read_vocabulary() -> dict[str, str]:
    """Return the words of all titles, folded, each with its most usual spelling."""
    spellings: Counter[str] = Counter()
    titles = SearchEntry.objects.values_list("title", flat=True).order_by("-pk")[:_MOST_TITLES]
    for title in titles:
        spellings.update(word for word in words(title) if len(word) >= 4)
    vocabulary: dict[str, str] = {}
    for word, _number in spellings.most_common():
        vocabulary.setdefault(fold(word), word)
    return vocabulary


# ---------------------------------------------------------------- places


def _busy_places() -> list[Way]:
    """Return the places that most entries are about. A place's entry has its source as key."""
    entry = SearchEntry.objects.filter(key=models.OuterRef("source"))
    busy = (
        SearchFacet.objects.filter(name="place", is_direct=True)
        .exclude(source="")
        .values("source")
        .annotate(
            number=models.Count("pk"),
            title=models.Subquery(entry.values("title")[:1]),
            address=models.Subquery(entry.values("address")[:1]),
        )
        .order_by("-number", "source")[:_MOST_PLACES]
    )
    return [Way(row["title"], row["address"], row["number"]) for row in busy if row["address"]]
