"""What all apps share in templates and styles names no kind of thing of an app above."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from searching.facets.vocabulary import PLAIN_ROW, kinds

SITE = Path(settings.PROJECT_DIR) / "site"
UPPER = ("home", "associations", "dialogues")
# Pages are of core, as actors are; what people send is no kind that lists know.
KINDS = {code.replace("_", "-") for code in kinds()} - {"page", "actor"} | {"proposal", "feedback"}

TEMPLATES = sorted([*SITE.glob("templates/**/*.html"), *SITE.glob("*/**/templates/**/*.html")])
SHEETS = sorted((SITE / "static/css").rglob("*.css"))

TAG = re.compile(r"\{[%{#].*?[%}#]\}", re.DOTALL)
CLASS = re.compile(r'\bclass="([^"]*)"')
SELECTOR = re.compile(r"\.([a-z][a-z0-9_-]*)")
# What a template compares with, includes, loads or links to.
LITERAL = re.compile(r"""["']([^"'{}<>]+)["']""")
LOADED = re.compile(r"\{% load ([^%]+) %\}")


def named(names: set[str]) -> set[str]:
    """Return those of `names`, of components or classes, that contain a kind as a word."""
    return {
        name
        for name in names
        if any(f"-{kind}-" in f"-{re.sub('_+|-+', '-', name)}-" for kind in KINDS)
    }


def short(path: Path) -> str:
    return str(path.relative_to(SITE))


def test_kinds_are_known() -> None:
    assert {"dialogue", "association", "partnership", "night-walk", "place", "measure"} <= KINDS


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_shared_template_names_no_kind(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tags = TAG.findall(text)
    classes = {name for value in CLASS.findall(TAG.sub(" ", text)) for name in value.split()}
    literals = {name for tag in tags for name in LITERAL.findall(tag)}
    loaded = {name for names in LOADED.findall(text) for name in names.split()}
    assert named({path.stem, *classes, *loaded}) == set()
    assert literals & {*kinds()} - {"page", "actor"} == set()
    assert {
        name for name in literals if name.startswith(tuple(f"{app}/" for app in UPPER))
    } == set()


@pytest.mark.parametrize("path", SHEETS, ids=short)
def test_a_shared_style_sheet_names_no_kind(path: Path) -> None:
    assert named({path.stem, *SELECTOR.findall(path.read_text(encoding="utf-8"))}) == set()


def test_rows_of_kinds_lie_with_their_apps() -> None:
    of_kinds = {kind.row_template for kind in kinds().values()} - {PLAIN_ROW}
    assert of_kinds
    assert {template.split("/")[0] for template in of_kinds} <= set(UPPER)
