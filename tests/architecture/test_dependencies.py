"""What we import is declared, what is declared is used, and each row of the docs names one."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings

from tests.architecture.test_tracked_files import TRACKED

ROOT = Path(settings.PROJECT_DIR)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
OWN = {*PYPROJECT["tool"]["importlinter"]["root_packages"], "deploy", "tests"}
# What works without being imported by us: settings, Makefile and pyproject.toml name it.
NAMED = {
    *("django-axes", "django-post-office", "psycopg", "wagtail-localize"),
    *("coverage", "django-stubs", "djhtml", "import-linter", "mypy", "ruff", "types-pyyaml"),
    # A command of its own.
    "cyclonedx-bom",
    # Runs moto's server.
    "flask-cors",
    *("pytest-randomly", "pytest-xdist", "time-machine"),
}


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    return {normalized(re.split(r"[\[<>=~! ]", line)[0]) for line in requirements}


BASE = names(PYPROJECT["project"]["dependencies"])
SCALE = names(PYPROJECT["project"]["optional-dependencies"]["scale"])
SSO = names(PYPROJECT["project"]["optional-dependencies"]["sso"])
DEV = names(PYPROJECT["dependency-groups"]["dev"])


def imported(*, by_tests: bool) -> set[str]:
    """The distributions that the portal, or its tests, import themselves."""
    known = packages_distributions()
    found: set[str] = set()
    for path in TRACKED:
        if path.suffix != ".py" or (path.relative_to(ROOT).parts[0] == "tests") != by_tests:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                modules = [node.module]
            for first in {module.split(".")[0] for module in modules} - OWN:
                if first in sys.stdlib_module_names:
                    continue
                found.add(normalized(known[first][0]))
    return found


def test_what_the_portal_imports_is_declared() -> None:
    assert imported(by_tests=False) - BASE - SCALE - SSO == set()


def test_what_only_tests_import_is_declared_for_them() -> None:
    assert imported(by_tests=True) - BASE - SCALE - SSO - DEV == set()


def test_what_is_declared_is_used() -> None:
    assert (BASE | SCALE | SSO) - imported(by_tests=False) - NAMED == set()
    assert DEV - imported(by_tests=True) - NAMED == set()


def test_each_declared_package_has_a_row_that_says_why() -> None:
    for heading, declared in (
        ("To run", BASE),
        ("To run at scale", SCALE),
        ("To log in with two steps", SSO),
        ("To check", DEV | {f"{name} (npm)" for name in ("axe-core", "vnu-jar")}),
    ):
        text = (ROOT / "docs/dependencies.md").read_text().split(f"\n## {heading}\n")[1]
        rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", text.split("\n## ")[0], re.MULTILINE)
        assert {normalized(name) for name, _, _ in rows[1:]} == declared, heading


def test_each_declared_package_is_locked() -> None:
    for lock, declared in (
        ("base", BASE),
        ("scale", BASE | SCALE),
        ("sso", BASE | SSO),
        ("dev", BASE | SCALE | SSO | DEV),
    ):
        text = (ROOT / f"requirements/{lock}.txt").read_text()
        pinned = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
        assert declared - pinned == set(), lock
