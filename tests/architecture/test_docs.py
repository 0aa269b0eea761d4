"""What the documents name exists, and the list of hooks is that of the code."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.test_tracked_files import TRACKED
from tests.durability.__main__ import SCENARIOS

ROOT = Path(settings.PROJECT_DIR)
# A decision tells how things were when it was taken.
DECISIONS = ROOT / "docs/decisions"
DOCS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "docs/how-to").glob("*.md"),
    *(ROOT / "docs/operators").glob("*.md"),
]
PACKAGES = "associations|casework|config|core|dialogues|home|searching|tests"
TOP = (
    "associations|casework|config|core|deploy|dialogues|docs|home|requirements|searching|site|tests"
)
SOURCES = [
    path for path in TRACKED if path.suffix == ".py" and "tests" not in path.relative_to(ROOT).parts
]


def named(pattern: str) -> Iterator[tuple[str, str]]:
    """Yield document and text of everything in backticks that looks like `pattern`."""
    for path in DOCS:
        for text in re.findall(r"`([^`\n]+)`", path.read_text()):
            if re.fullmatch(pattern, text):
                yield path.name, text


def exists(name: str) -> bool:
    """Whether a dotted name is a module, or something that a module has."""
    module, _dot, attribute = name.rpartition(".")
    try:
        if find_spec(name):
            return True
    except ModuleNotFoundError:
        pass
    return bool(module) and bool(find_spec(module)) and hasattr(import_module(module), attribute)


def test_every_file_that_is_named_exists() -> None:
    paths = named(rf"(?:{TOP})/[\w./*-]*")
    missing = [(doc, path) for doc, path in paths if not any(ROOT.glob(path.rstrip("/")))]
    assert missing == []


def test_every_module_and_function_that_is_named_exists() -> None:
    names = named(rf"(?:{PACKAGES})(?:\.\w+)+(?<!\.py)")
    missing = [(doc, name) for doc, name in names if not exists(name)]
    assert missing == []


def test_every_link_leads_somewhere() -> None:
    links = [
        (path, target)
        for path in (*DOCS, *DECISIONS.glob("*.md"))
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text())
        if "://" not in target
    ]
    assert [
        (path.name, target) for path, target in links if not (path.parent / target).exists()
    ] == []


def test_every_fault_is_held_by_tests_that_exist() -> None:
    table = (ROOT / "docs/operators/faults.md").read_text()
    rows = [row for row in table.splitlines() if re.match(r"\| (?!Fault|---)", row)]
    assert len(rows) >= 26
    held = [row.rsplit("|", 2)[1] for row in rows]
    assert [row for row, by in zip(rows, held, strict=True) if "`" not in by] == []
    tests = "\n".join(path.read_text() for path in TRACKED if path.name.startswith("test_"))
    named = {name for by in held for name in re.findall(r"`(test_\w+)`", by)}
    assert {name for name in named if f"def {name}(" not in tests} == set()
    scenarios = {name for by in held for name in re.findall(r"`SCENARIO=(\w+)`", by)}
    assert scenarios <= set(SCENARIOS)


def test_every_identifier_of_the_glossary_is_one() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text()
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|", glossary, re.MULTILINE)
    identifiers = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    code = "\n".join(path.read_text() for path in SOURCES)
    assert {name for name in identifiers if not re.search(rf"\b{name}\b", code)} == set()


def test_the_index_of_decisions_has_them_all() -> None:
    index = (DECISIONS / "README.md").read_text()
    decisions = {path.name for path in DECISIONS.glob("0*.md")}
    assert set(re.findall(r"\]\((0[\w-]+\.md)\)", index)) == decisions


def _parsed() -> Iterator[tuple[str, ast.AST]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            yield path.relative_to(ROOT).as_posix(), node


def _hook(call: ast.AST, name: str) -> str:
    """Return which hook a call of `hooks.<name>("…")` is about, or ""."""
    if not isinstance(call, ast.Call) or not ast.unparse(call.func).endswith(f"hooks.{name}"):
        return ""
    first = call.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def hooks_of_the_code() -> dict[str, tuple[str, str]]:
    """Return the hooks that we ask: what an answer looks like, and who asks."""
    asked: dict[str, set[str]] = {}
    answers: dict[str, set[str]] = {}
    for path, node in _parsed():
        if hook := _hook(node, "get_hooks"):
            asked.setdefault(hook, set()).add(f"`{path}`")
        if isinstance(node, ast.FunctionDef) and node.returns:
            for hook in filter(None, (_hook(each, "register") for each in node.decorator_list)):
                said = f"({ast.unparse(node.args)}) -> {ast.unparse(node.returns)}"
                answers.setdefault(hook, set()).add(re.sub(r"\b\w+\.(?=[A-Z])", "", said))
    return {
        hook: (" / ".join(sorted(answers[hook])), ", ".join(sorted(paths)))
        for hook, paths in sorted(asked.items())
    }


def test_the_list_of_hooks_is_that_of_the_code() -> None:
    rows = [
        f"| `{hook}` | `{signature}` | {who} |"
        for hook, (signature, who) in hooks_of_the_code().items()
    ]
    told = (ROOT / "docs/hooks.md").read_text()
    missing = [row for row in rows if row not in told]
    assert missing == [], "put these rows into docs/hooks.md:\n" + "\n".join(missing)
    assert len(re.findall(r"^\| `\w+` \|", told, re.MULTILINE)) == len(rows)


@pytest.mark.parametrize("path", ["pyproject.toml", "publiccode.yml"])
def test_the_version_is_told_in_the_change_log(path: str) -> None:
    version = re.search(
        r'^(?:version|softwareVersion)\s*[=:]\s*"([\d.]+)"', (ROOT / path).read_text(), re.M
    )
    assert version
    assert f"\n## {version[1]}, " in (ROOT / "CHANGELOG.md").read_text()
