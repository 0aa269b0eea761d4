"""Every file that a template links to is there: a missing one is an error page once collected."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

ROOT = Path(settings.PROJECT_DIR)
EXTRAS = ("allauth.account", "allauth.mfa")
NAMED = re.compile(r"""\{%\s*(?:static|versioned_static)\s+["']([^"']+)["']""")


def named_files() -> list[tuple[str, str]]:
    """Each template of ours with each static file that it names."""
    folders = [ROOT / name for name in ("associations", "dialogues", "home", "site")]
    templates = [path for folder in folders for path in folder.rglob("templates/**/*.html")]
    return sorted(
        (str(path.relative_to(ROOT)), name)
        for path in templates
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize(("template", "name"), named_files())
def test_what_a_template_links_to_is_there(template: str, name: str) -> None:
    assert finders.find(name) or _is_of_an_extra(name), template


def _is_of_an_extra(name: str) -> bool:
    """Whether an app brings the file that is installed only where the environment says so."""
    folders = (Path(find_spec(app).origin or "").parent for app in EXTRAS)  # type: ignore[union-attr]
    return any((folder / "static" / name).exists() for folder in folders)
