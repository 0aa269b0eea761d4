"""Every word of the interface is collected, translated into English and compiled."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib  # type: ignore[import-untyped]
import pytest
from django.conf import settings
from django.template.utils import get_app_template_dirs
from django.utils import translation
from django.utils.translation.template import templatize

ROOT = Path(settings.PROJECT_DIR)
ENGLISH = ROOT / "site/locale/en/LC_MESSAGES/django.po"
SWEDISH = ROOT / "site/locale/sv/LC_MESSAGES/django.po"
COLLECT = "run `make messages`, and translate what is new"

# Name of the call: where in its arguments context, message and plural stand.
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
Message = tuple[str, str, str]


# ---------------------------------------------------------------- collecting


def sources(*endings: str) -> Iterator[Path]:
    apart = {"tests", "docs", "node_modules", "var"}
    for room in sorted(ROOT.iterdir()):
        if room.is_dir() and room.name not in apart and not room.name.startswith("."):
            yield from (path for path in sorted(room.rglob("*.*")) if path.suffix in endings)


def calls(tree: ast.AST) -> Iterator[Message]:
    """Yield context, message and plural of every call for a translation; "" where there is none."""
    for node in ast.walk(tree):
        name = getattr(node, "func", None)
        name = getattr(name, "id", getattr(name, "attr", None))
        if name not in CALLS:
            continue
        said = [getattr(argument, "value", None) for argument in node.args]
        context, message, plural = CALLS[name]
        if isinstance(said[message], str):
            yield (
                said[context] if context is not None else "",
                said[message],
                said[plural] if plural is not None else "",
            )


def calls_in_template(text: str) -> Iterator[Message]:
    # What Django makes of a template for xgettext is no Python, but its calls are.
    string = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    pattern = rf"\b(_|n?p?gettext)\(({string}(?:\s*,\s*{string})*)"
    for name, arguments in re.findall(pattern, templatize(text)):
        yield from calls(ast.parse(f"{name}({arguments})"))


@cache
def collected() -> set[Message]:
    found: set[Message] = set()
    for path in sources(".py"):
        found.update(calls(ast.parse(path.read_text())))
    for path in sources(".html", ".txt"):
        found.update(calls_in_template(path.read_text()))
    return found


@cache
def entries(catalogue: Path) -> list[polib.POEntry]:
    return list(polib.pofile(str(catalogue)))


def told_apart(entry: polib.POEntry) -> Message:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural)


def without_plural(messages: set[Message]) -> set[tuple[str, str]]:
    # A message is one entry, whether or not each of its uses has a plural.
    return {message[:2] for message in messages}


# ---------------------------------------------------------------- the catalogues


def test_every_word_of_the_code_is_in_the_catalogue() -> None:
    known = without_plural({told_apart(entry) for entry in entries(ENGLISH)})
    assert sorted(without_plural(collected()) - known) == [], COLLECT


def test_the_catalogue_holds_no_word_that_the_code_has_dropped() -> None:
    known = without_plural({told_apart(entry) for entry in entries(ENGLISH)})
    assert sorted(known - without_plural(collected())) == [], COLLECT


def test_what_is_counted_in_the_code_is_counted_in_the_catalogue() -> None:
    plurals = {told_apart(entry) for entry in entries(ENGLISH) if entry.msgid_plural}
    assert sorted({message for message in collected() if message[2]} - plurals) == [], COLLECT


def test_every_word_has_an_english_translation() -> None:
    missing = [entry.msgid for entry in entries(ENGLISH) if not entry.translated()]
    guessed = [entry.msgid for entry in entries(ENGLISH) if entry.fuzzy]
    assert missing == []
    assert guessed == []


@pytest.mark.parametrize("catalogue", [ENGLISH, SWEDISH], ids=["en", "sv"])
def test_the_compiled_catalogue_says_what_the_written_one_says(catalogue: Path) -> None:
    def said(catalogue: polib.POFile | polib.MOFile) -> dict[Message, object]:
        return {told_apart(entry): entry.msgstr or entry.msgstr_plural for entry in catalogue}

    compiled = polib.mofile(str(catalogue.with_suffix(".mo")))
    assert said(compiled) == said(polib.pofile(str(catalogue))), "run `make messages`"


# ---------------------------------------------------------------- the words


def parts(text: str) -> list[str]:
    """The placeholders and the elements in a message, which its translation must have too."""
    return sorted(re.findall(r"%\(\w+\)[sd]|%[sd]|%%|</?\w+[^>]*>", text))


@pytest.mark.parametrize("catalogue", [ENGLISH, SWEDISH], ids=["en", "sv"])
def test_a_translation_keeps_placeholders_and_markup(catalogue: Path) -> None:
    pairs = []
    for entry in entries(catalogue):
        if entry.msgid_plural:
            pairs += [(entry.msgid, entry.msgstr_plural[0])]
            pairs += [(entry.msgid_plural, entry.msgstr_plural[1])]
        else:
            pairs.append((entry.msgid, entry.msgstr))
    assert [(said, in_other) for said, in_other in pairs if parts(said) != parts(in_other)] == []


def test_a_translation_ends_and_begins_as_the_original() -> None:
    def edges(text: str) -> tuple[bool, str]:
        return text[:1].isspace(), text[-1] if text[-1] in ".:?!… " else ""

    pairs = [(entry.msgid, entry.msgstr) for entry in entries(ENGLISH) if entry.msgstr]
    assert [pair for pair in pairs if edges(pair[0]) != edges(pair[1])] == []


def test_no_english_word_is_left_in_swedish() -> None:
    # Å, ä and ö are only in names in English.
    left = [e.msgstr for e in entries(ENGLISH) if re.search("[åäöÅÄÖ”]", e.msgstr)]
    assert [text for text in left if "HÄ 2024/295" not in text] == []


def test_no_other_catalogue_changes_our_swedish_words() -> None:
    with translation.override("sv"):
        changed = [
            (entry.msgid, translation.gettext(entry.msgid))
            for entry in entries(ENGLISH)
            if not entry.msgctxt and translation.gettext(entry.msgid) != entry.msgid
        ]
    assert changed == []


def test_the_swedish_catalogue_is_only_for_words_that_are_not_ours() -> None:
    ours = without_plural(collected())
    assert [e.msgid for e in entries(SWEDISH) if (e.msgctxt or "", e.msgid) in ours] == []
    assert [entry.msgid for entry in entries(SWEDISH) if not entry.translated()] == []


# ---------------------------------------------------------------- templates


# Our name, and the element that others put into their own pages.
UNTRANSLATED = ("Trygghetsportalen", "iframe")


def own_templates() -> list[Path]:
    folders = [Path(folder) for folder in get_app_template_dirs("templates")]
    folders += [Path(folder) for folder in settings.TEMPLATES[0]["DIRS"]]
    ours = [each for each in folders if ROOT in each.parents and "site-packages" not in each.parts]
    return [path for folder in ours for path in sorted(folder.rglob("*.html"))]


def unmarked(text: str) -> list[str]:
    """Return the words that a reader would meet in Swedish whatever the language of the page."""
    text = re.sub(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{%\s*blocktrans.*?endblocktrans\w*\s*%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    spoken = re.findall(r'\b(?:alt|title|placeholder|aria-label)="([^"]*)"', text)
    text = re.sub(r"<[^>]*>|&\w+;", " ", text)
    # A block may fill an element's tag from another template: attributes and nothing around them.
    text = re.sub(r'[\w-]+="[^"]*"', " ", text)
    return re.findall(r"[^\W\d_]{2,}", " ".join([text, *spoken]))


def test_every_word_in_a_template_is_marked_for_translation() -> None:
    templates = own_templates()
    assert len(templates) > 50
    found = {
        str(path.relative_to(ROOT)): words
        for path in templates
        if (words := [w for w in unmarked(path.read_text()) if w not in UNTRANSLATED])
    }
    assert found == {}
