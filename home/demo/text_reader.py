"""Reads the standard pages and the news from the files in ``texts``.

A file is YAML between two lines of ``---``, then Markdown. Between ``::: name words`` and ``:::``
stands something that is not running text: a box, a chart, a list of contacts. A file that ends
in ``.yaml`` has no running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from home.demo.facts_problems import Problem, Where
from home.demo.record_reader import RecordReader
from home.demo.text_records import (
    AccessibilityFront,
    Box,
    Diagram,
    Drawing,
    Front,
    PageText,
    Piece,
    Prose,
    Special,
)
from home.demo.yaml_loading import load_yaml, parse_yaml

TEXTS = Path(__file__).parent / "texts"

ACCESSIBILITY = "tillganglighet.yaml"
ENGLISH_ACCESSIBILITY = "en-accessibility.yaml"
SPECIAL_LISTS = frozenset(
    {
        "kontakter",
        "preventionstyper",
        "prioriteringar trygghet",
        "prioriteringar iop",
        "prioriteringar att-tanka-pa",
    }
)

_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_SPECIAL = re.compile(
    r"^::: (?P<name>\S+)(?: (?P<words>[^\n]+))?\n(?P<inside>.*?)^:::$", re.MULTILINE | re.DOTALL
)
# Parts that are written as YAML.
_RECORDS: dict[str, type[Diagram | Drawing]] = {"diagram": Diagram, "bild": Drawing}


def read_texts(
    folder: Path, reader: RecordReader, lists: frozenset[str] = SPECIAL_LISTS
) -> dict[str, PageText]:
    """Return the texts by file name (``news/x.md`` included); problems go to the reader.

    ``lists`` are the parts that a text may name for the portal to fill.
    """
    texts: dict[str, PageText] = {}
    for path in sorted((*folder.rglob("*.md"), *folder.glob("*.yaml"))):
        name = path.relative_to(folder).as_posix()
        if (text := _read_text(path, Where(f"texts/{name}"), reader, lists)) is not None:
            texts[name] = text
    return texts


def _read_text(
    path: Path, where: Where, reader: RecordReader, lists: frozenset[str]
) -> PageText | None:
    body = ""
    if path.suffix == ".yaml":
        raw, trouble = load_yaml(path)
    elif match := _FRONT.match(path.read_text(encoding="utf-8")):
        raw, trouble = parse_yaml(match["front"])
        body = match["body"]
    else:
        raw, trouble = None, _("filen börjar inte med uppgifter mellan två rader med ---")
    if trouble:
        reader.problems.append(Problem(where, trouble))
        return None
    if isinstance(raw, dict) and raw.get("slug"):
        where = Where(where.file, str(raw["slug"]))
    kind = AccessibilityFront if path.name in (ACCESSIBILITY, ENGLISH_ACCESSIBILITY) else Front
    front = reader.read(kind, raw, where)
    pieces = tuple(_pieces(body, where, reader, lists))
    return None if front is None else PageText(front, pieces)


def _pieces(
    body: str, where: Where, reader: RecordReader, lists: frozenset[str]
) -> Iterator[Piece]:
    end = 0
    for match in _SPECIAL.finditer(body):
        yield from _prose(body[end : match.start()])
        yield from _special(match, where.inside(f"::: {match['name']}"), reader, lists)
        end = match.end()
    yield from _prose(body[end:])


def _prose(markdown: str) -> Iterator[Piece]:
    if markdown.strip():
        yield Prose(markdown.strip())


def _special(
    match: re.Match[str], where: Where, reader: RecordReader, lists: frozenset[str]
) -> Iterator[Piece]:
    name, words, inside = match["name"], match["words"] or "", match["inside"].strip()
    if name == "ruta":
        yield Box(words, inside)
    elif name in _RECORDS:
        raw, trouble = parse_yaml(inside)
        if trouble:
            reader.problems.append(Problem(where, trouble))
        elif (piece := reader.read(_RECORDS[name], raw, where)) is not None:
            yield piece
    elif (full := f"{name} {words}".strip()) in lists:
        yield Special(full)
    else:
        reader.problems.append(Problem(where, _("den delen är okänd")))
