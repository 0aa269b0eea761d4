"""Reads the standard pages and the news from the files in ``texts``.

A file is YAML between two lines of ``---``, then Markdown. Between ``::: name words`` and ``:::``
stands something that is not running text: a box, a chart, a list of contacts. A file that ends
in ``.yaml`` has no running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from pydantic import ValidationError

from home.demo.facts_base import Record
from home.demo.facts_problems import Problem, Where, problems_of
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

R = TypeVar("R", bound=Record)

TEXTS = Path(__file__).parent / "texts"

ACCESSIBILITY = "tillganglighet.yaml"
ENGLISH_ACCESSIBILITY = "en-accessibility.yaml"
SPECIAL_LISTS = frozenset(
    {
        "gallring",
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
    folder: Path, lists: frozenset[str] = SPECIAL_LISTS
) -> tuple[dict[str, PageText], list[Problem]]:
    """Return the texts by file name (``news/x.md`` included), and what is wrong with them.

    ``lists`` are the parts that a text may name for the portal to fill.
    """
    texts: dict[str, PageText] = {}
    problems: list[Problem] = []
    for path in sorted((*folder.rglob("*.md"), *folder.glob("*.yaml"))):
        name = path.relative_to(folder).as_posix()
        reader = _TextReader(Where(f"texts/{name}"), lists)
        if (text := reader.read(path)) is not None:
            texts[name] = text
        problems += reader.problems
    return texts, problems


class _TextReader:
    """Reads one file, and remembers what is wrong with it."""

    def __init__(self, where: Where, lists: frozenset[str]) -> None:
        self.where, self.lists = where, lists
        self.problems: list[Problem] = []

    def read(self, path: Path) -> PageText | None:
        body = ""
        if path.suffix == ".yaml":
            raw, trouble = load_yaml(path)
        elif match := _FRONT.match(path.read_text(encoding="utf-8")):
            raw, trouble = parse_yaml(match["front"])
            body = match["body"]
        else:
            raw, trouble = None, _("filen börjar inte med uppgifter mellan två rader med ---")
        if trouble:
            self.problems.append(Problem(self.where, trouble))
            return None
        if isinstance(raw, dict) and raw.get("slug"):
            self.where = Where(self.where.file, str(raw["slug"]))
        kind = AccessibilityFront if path.name in (ACCESSIBILITY, ENGLISH_ACCESSIBILITY) else Front
        front = self._record(kind, raw, self.where)
        pieces = tuple(self._pieces(body))
        return None if front is None else PageText(front, pieces)

    def _record(self, kind: type[R], raw: Any, where: Where) -> R | None:
        try:
            return kind.model_validate(raw)
        except ValidationError as error:
            self.problems += problems_of(error, where)
            return None

    def _pieces(self, body: str) -> Iterator[Piece]:
        end = 0
        for match in _SPECIAL.finditer(body):
            yield from _prose(body[end : match.start()])
            yield from self._special(match["name"], match["words"] or "", match["inside"].strip())
            end = match.end()
        yield from _prose(body[end:])

    def _special(self, name: str, words: str, inside: str) -> Iterator[Piece]:
        where = self.where.inside(f"::: {name}")
        if name == "ruta":
            yield Box(words, inside)
        elif name in _RECORDS:
            raw, trouble = parse_yaml(inside)
            if trouble:
                self.problems.append(Problem(where, trouble))
            elif (piece := self._record(_RECORDS[name], raw, where)) is not None:
                yield piece
        elif (full := f"{name} {words}".strip()) in self.lists:
            yield Special(full)
        else:
            self.problems.append(Problem(where, _("den delen är okänd")))


def _prose(markdown: str) -> Iterator[Piece]:
    if markdown.strip():
        yield Prose(markdown.strip())
