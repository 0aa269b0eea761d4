"""Writes the projection: one entry for everything that anyone may find.

Everything here belongs inside the transaction of the change that it follows. What a document says
of others (the name of its place) is kept right by reading the document again when they change.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from core.freshness.kept_warm import afresh, move
from searching.engines import engine
from searching.entries.entry_builder import (
    Record,
    hidden_sources,
    page_key,
    record_of_row,
    records_of_pages,
)
from searching.entries.registry import LISTED, Listed, all_listed
from searching.models import SearchEntry, SearchFacet, SearchText

# How many things are read and written at a time, so that memory stays bounded.
BATCH = 200

_WRITTEN = [field.name for field in SearchEntry._meta.fields if field.name not in {"id", "key"}]


def write(instance: models.Model) -> None:
    """Write the entry of a page or registered row as the database now has it, or remove it.

    Entries that mention it are written again if its name, address or reach is another.
    """
    write_all([instance])


def remove(instance: models.Model) -> None:
    """Remove the entry of a page or registered row, and write again those that mention it."""
    with transaction.atomic(), afresh():
        key = key_of(instance)
        _spread(_put([key], []), but_not={key})


def write_all(instances: Iterable[models.Model]) -> None:
    """Write the entries of several pages and rows, then of those that mention them."""
    write_keys(key_of(instance) for instance in instances)


def write_keys(keys: Iterable[str]) -> None:
    """Write the entries of the pages and rows with these keys, then of those that mention them."""
    with transaction.atomic(), afresh():
        for batch in _in_batches(keys):
            _spread(_put(batch, list(_read(batch))), but_not=set(batch))


def write_below(page: Page) -> None:
    """Write the entries of `page` and of every page under it, as after a move."""
    below = Page.objects.filter(path__startswith=page.path).order_by("path")
    write_all(below.iterator(BATCH))


def write_those_that_mention(sources: Iterable[str]) -> None:
    """Write again the entries that say something of these pages or rows."""
    with transaction.atomic(), afresh():
        _spread(set(sources), but_not=set())


def write_rows_that_moved() -> None:
    """Write registered rows again if the page that their addresses lie under has another address.

    The rows of one model all lie under the same page, so the first tells for all.
    """
    for how in all_listed():
        rows = how.model._default_manager.order_by("pk")
        first = rows.first()
        if first is None:
            continue
        with afresh():
            record = record_of_row(how, first)
        entry = SearchEntry.objects.filter(key=how.key(first)).first()
        if (record.address if record else "") != (entry.address if entry else ""):
            write_all(rows.iterator(BATCH))


def rebuild(progress: Callable[[int], None] = lambda done: None) -> int:
    """Write the whole projection from what is published now; return how many entries it has.

    Each batch is a transaction of its own, so editors can go on working. `progress` is told how
    many pages and rows have been read.
    """
    started, done = timezone.now(), 0
    for read in _rewritten_batches():
        done += read
        progress(done)
    _remove_older_than(started)
    engine().tidy()
    # What was wrong here stands on pages, too; no signal tells of it.
    move()
    return SearchEntry.objects.count()


def key_of(instance: models.Model) -> str:
    """Return the key of a page or registered row."""
    if isinstance(instance, Page):
        return page_key(instance.pk)
    how = LISTED.get(type(instance))
    if how is None:
        raise LookupError(f"{type(instance).__name__} is not registered for search.")
    return how.key(instance)


# ---------------------------------------------------------------- reading


def _read(keys: Iterable[str]) -> Iterator[Record]:
    """Yield the records of the things with these keys that anyone may find."""
    ids: dict[str, list[str]] = {}
    for key in keys:
        prefix, _, pk = key.partition(":")
        ids.setdefault(prefix, []).append(pk)
    yield from records_of_pages(_pages(ids.pop("page", [])))
    for how in all_listed():
        yield from _records_of_rows(how, ids.get(how.prefix, []))


def _pages(ids: Iterable[Any]) -> Iterator[Page]:
    locales = {locale.pk: locale for locale in Locale.objects.all()}
    for page in Page.objects.filter(pk__in=ids).order_by("path").specific():
        page.locale = locales[page.locale_id]
        yield page


def _records_of_rows(how: Listed, ids: Iterable[Any]) -> Iterator[Record]:
    for row in how.model._default_manager.filter(pk__in=ids).order_by("pk"):
        record = record_of_row(how, row)
        if record is not None:
            yield record


def _rewritten_batches() -> Iterator[int]:
    """Write everything there is, batch by batch; yield how many each batch has read."""
    yield from _rewritten(Page.objects.all(), page_key)
    for how in all_listed():
        yield from _rewritten(how.model._default_manager.all(), how.key_of_pk)


def _rewritten(rows: "models.QuerySet[Any]", key: Callable[[Any], str]) -> Iterator[int]:
    ahead = rows.order_by("pk").select_for_update()
    while True:
        with transaction.atomic(), afresh():
            # Locked, so that nothing is unpublished between our reading and our writing.
            ids = list(ahead.values_list("pk", flat=True)[:BATCH])
            keys = [key(pk) for pk in ids]
            _put(keys, list(_read(keys)))
        yield len(ids)
        if len(ids) < BATCH:
            return
        ahead = rows.filter(pk__gt=ids[-1]).order_by("pk").select_for_update()


def _in_batches(keys: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for key in keys:
        batch.append(key)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


# ---------------------------------------------------------------- writing


def _put(keys: Sequence[str], records: Sequence[Record]) -> set[str]:
    """Make the entries with `keys` those of `records`, no others.

    Return the keys of all things that others may now have to say something else about.
    """
    before = {entry.key: entry for entry in SearchEntry.objects.filter(key__in=keys)}
    now = timezone.now()
    after = {
        entry.key: entry
        for entry in SearchEntry.objects.bulk_create(
            [record.entry(now) for record in records],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=_WRITTEN,
        )
    }
    _write_details(records, {key: entry.pk for key, entry in after.items()})
    _erase([entry.pk for key, entry in before.items() if key not in after])
    # Lists keep what they have read, also where no page was published: after a rebuild.
    move()
    changed: set[str] = set()
    for key in keys:
        changed |= _noticed(before.get(key), after.get(key))
    return changed


def _write_details(records: Sequence[Record], ids: dict[str, int]) -> None:
    hidden = hidden_sources(records)
    _delete_rows(SearchFacet.objects.filter(entry_id__in=ids.values()))
    SearchFacet.objects.bulk_create(
        [facet for record in records for facet in record.facets(ids[record.key], hidden)]
    )
    SearchText.objects.bulk_create(
        [SearchText(entry_id=ids[record.key], text=record.text()) for record in records],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["text"],
    )
    engine().write([record.indexed(ids[record.key], hidden) for record in records])


def _noticed(before: SearchEntry | None, after: SearchEntry | None) -> set[str]:
    """Return the keys of what others see differently when `before` becomes `after`."""
    either = after or before
    if either is None or _seen(before) == _seen(after):
        return set()
    reached = {key for entry in (before, after) if entry for key in entry.reaches}
    return {either.key, *reached}


def _seen(entry: SearchEntry | None) -> tuple[object, ...]:
    return (entry.title, entry.address, sorted(entry.reaches)) if entry else ()


def _spread(sources: set[str], but_not: set[str]) -> None:
    """Write again what has one of the keys `sources`, and the entries that depend on it."""
    if not sources:
        return
    depending = SearchFacet.objects.filter(source__in=sources).values_list("entry__key", flat=True)
    for keys in _in_batches(sorted(sources.union(depending) - but_not)):
        _put(keys, list(_read(keys)))


def _remove_older_than(moment: Any) -> None:
    """Remove entries that a rebuild did not meet: what they showed is gone."""
    gone = list(SearchEntry.objects.filter(written_at__lt=moment).values_list("pk", flat=True))
    for start in range(0, len(gone), BATCH):
        with transaction.atomic():
            _erase(gone[start : start + BATCH])


def _erase(entry_ids: Sequence[int]) -> None:
    if entry_ids:
        engine().erase(entry_ids)
        _delete_rows(SearchFacet.objects.filter(entry_id__in=entry_ids))
        _delete_rows(SearchText.objects.filter(entry_id__in=entry_ids))
        _delete_rows(SearchEntry.objects.filter(pk__in=entry_ids))


def _delete_rows(rows: "models.QuerySet[Any]") -> None:
    # Django's own delete would first read every row, to tell listeners that have no use for it.
    rows._raw_delete(rows.db)
