"""Every package stands in the import contracts; `make lint` holds them, and none slips past."""

import ast
import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.PROJECT_DIR)
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def our_packages() -> set[str]:
    named = {app.name for app in apps.get_app_configs() if "site-packages" not in app.path}
    # What is no app of Django's stands in `site` all the same.
    return named | {found.parent.name for found in (ROOT / "site").glob("*/__init__.py")}


def test_every_app_is_under_contract() -> None:
    assert set(CONTRACTS["root_packages"]) == our_packages()


def test_every_app_has_its_floor() -> None:
    layers = next(each for each in CONTRACTS["contracts"] if each["name"] == "apps point down")
    named = {app for floor in layers["layers"] for app in floor.replace("|", " ").split()}
    assert named == our_packages()


# Roles are granted by migrations, which know models by name alone.
BY_NAME = {"site/core/staff/roles.py"}


def names_in(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in nodes
        if isinstance(node, ast.Attribute | ast.Name)
    }


def test_what_a_module_needs_is_imported_where_contracts_see_it() -> None:
    folders = [ROOT / name for name in ("associations", "dialogues", "home", "site")]
    modules = {
        str(path.relative_to(ROOT)): names_in(path)
        for folder in folders
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts
    }
    assert len(modules) > 100
    assert [name for name, names in modules.items() if "TYPE_CHECKING" in names] == []
    assert {name for name, names in modules.items() if "get_model" in names} == BY_NAME
