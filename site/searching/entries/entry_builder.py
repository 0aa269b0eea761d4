"""From a page or row to what the projection holds of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from core.language.words import sort_key
from core.models import BasePage
from core.pages.search_document import Facet, SearchDocument
from searching.engines import Indexed
from searching.entries.registry import Listed
from searching.models import KIND, SearchEntry, SearchFacet
from searching.words.analysis import index_tokens, title_key, without_hidden_characters

# Beyond this a text is not indexed; the longest report of a district is a tenth of it.
LONGEST_TEXT = 200_000


@dataclass(frozen=True)
class Record:
    """One public thing, ready to be written."""

    key: str
    page_id: int | None
    document: SearchDocument
    address: str
    language: str

    def entry(self, now: datetime) -> SearchEntry:
        """Return the row of the projection, without an id."""
        document = self.document
        title = _shown(document.title, longest=255)
        return SearchEntry(
            key=self.key,
            kind=document.kind,
            title=title,
            title_key=title_key(title),
            sort_title=sort_key(title),
            summary=_shown(document.summary),
            address=self.address,
            language=self.language,
            date=document.dated_on,
            card=dict(document.card),
            reaches=sorted(set(document.reaches)),
            page_id=self.page_id,
            written_at=now,
        )

    def text(self) -> str:
        """The text that excerpts are taken from."""
        return _shown(" ".join(self.document.text.split()), longest=LONGEST_TEXT)

    def facets(self, entry_id: int, hidden: frozenset[str]) -> list[SearchFacet]:
        """Return the rows of the facets; those whose source is `hidden` keep only the source."""
        offered = [facet for facet in self.document.facets if facet.source not in hidden]
        rows = [SearchFacet(entry_id=entry_id, name=KIND, key=self.document.kind)]
        rows += [_facet_row(entry_id, facet) for facet in _once(offered)]
        named = {row.source for row in rows}
        mentioned = {facet.source for facet in self.document.facets} | set(self.document.mentions)
        silent = sorted(mentioned - named - {"", self.key})
        return [*rows, *(SearchFacet(entry_id=entry_id, source=source) for source in silent)]

    def indexed(self, entry_id: int, hidden: frozenset[str]) -> Indexed:
        """Return the words under which the entry is found. Where and about what counts as summary.

        Inherited values are left out: what is done in a square is not about its whole district.
        """
        labels = [
            facet.label
            for facet in self.document.facets
            if facet.source and facet.is_direct and facet.source not in {*hidden, self.key}
        ]
        return Indexed(
            entry_id=entry_id,
            title=index_tokens(self.document.title, keep_stop_words=True),
            codes=index_tokens(" ".join(self.document.codes)),
            summary=index_tokens(" ".join([self.document.summary, *labels])),
            text=index_tokens(self.text()),
        )


def page_key(page_id: int) -> str:
    """Return the key of a page, in entries and as the source of facets."""
    return f"page:{page_id}"


def records_of_pages(pages: Iterable[Page]) -> Iterator[Record]:
    """Yield a record for each of the specific `pages` that a visitor may find.

    Drafts, pages behind a password or log-in, aliases (their original is found) and pages that
    say nothing about themselves are left out.
    """
    restricted = restricted_paths()
    for page in pages:
        if isinstance(page, BasePage) and is_public(page, restricted) and not page.alias_of_id:
            record = _record_of_page(page)
            if record is not None:
                yield record


def _record_of_page(page: BasePage) -> Record | None:
    language = page.locale.language_code
    # Labels of choices are translated when they are read, so the editor's own language must not
    # decide them.
    with translation.override(language):
        document = page.search_document()
        address = page.url
    if document is None or not address:
        return None
    return Record(page_key(page.pk), page.pk, document, address, language)


def record_of_row(listed: Listed, row: Any) -> Record | None:
    """Return the record of a registered row, or None when it should not be found."""
    language = listed.language(row) or settings.LANGUAGE_CODE
    with translation.override(language):
        document = listed.document(row)
        address = listed.address(row)
    if document is None or not address:
        return None
    return Record(listed.key(row), None, document, address, language)


def restricted_paths() -> tuple[str, ...]:
    """Return the tree paths of the pages that only some may see."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


def is_public(page: Page, restricted: tuple[str, ...]) -> bool:
    """Whether anyone may read `page`."""
    return bool(page.live) and not page.path.startswith(restricted or ("\0",))


def hidden_sources(records: Sequence[Record]) -> frozenset[str]:
    """Return which sources of facets are pages that the public may not see."""
    sources = {facet.source for record in records for facet in record.document.facets}
    ids = [int(source[5:]) for source in sources if source.startswith("page:")]
    restricted = restricted_paths()
    pages = Page.objects.filter(pk__in=ids).only("pk", "live", "path")
    shown = {page_key(page.pk) for page in pages if is_public(page, restricted)}
    return frozenset(page_key(pk) for pk in ids) - shown


def _once(facets: Iterable[Facet]) -> list[Facet]:
    """Return each value once for each time it holds; its own before an inherited one."""
    found: dict[tuple[str, str, datetime | None], Facet] = {}
    for facet in sorted(facets, key=lambda facet: not facet.is_direct):
        found.setdefault((facet.name, facet.key, facet.valid_from), facet)
    return list(found.values())


def _facet_row(entry_id: int, facet: Facet) -> SearchFacet:
    return SearchFacet(
        entry_id=entry_id,
        name=facet.name,
        key=facet.key[:120],
        label=_shown(facet.label, longest=255),
        is_direct=facet.is_direct,
        valid_from=facet.valid_from,
        valid_until=facet.valid_until,
        source=facet.source,
    )


def _shown(text: str, longest: int | None = None) -> str:
    return without_hidden_characters(text)[:longest].strip()
