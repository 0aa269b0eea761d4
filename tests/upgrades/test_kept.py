"""Every release that the change log names has left its databases here."""

import re

from tests.upgrades.lint import releases
from tests.upgrades.making import FOLDER


def test_every_release_has_its_databases() -> None:
    named = re.findall(
        r"^## (\d[\d.]*)", (FOLDER.parents[1] / "CHANGELOG.md").read_text(), re.MULTILINE
    )
    kinds = ("sqlite.sql.gz", "sqlite.json", "postgresql.sql.gz", "postgresql.json")
    here = {path.name for path in FOLDER.iterdir()}
    assert {f"{release}.{kind}" for release in named for kind in kinds} <= here
    assert sorted(named) == sorted(releases())
