"""Every package stands in the import contracts; `make lint` holds them."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings

CONTRACTS = tomllib.loads((Path(settings.PROJECT_DIR) / "pyproject.toml").read_text())["tool"][
    "importlinter"
]


def our_packages() -> set[str]:
    return {app.name for app in apps.get_app_configs() if "site-packages" not in app.path}


def test_every_app_is_under_contract() -> None:
    assert set(CONTRACTS["root_packages"]) == our_packages()


def test_every_app_has_its_floor() -> None:
    layers = next(each for each in CONTRACTS["contracts"] if each["name"] == "apps point down")
    named = {app for floor in layers["layers"] for app in floor.replace("|", " ").split()}
    assert named == our_packages()
