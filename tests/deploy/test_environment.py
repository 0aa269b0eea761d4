"""The example of an environment names what the portal and its server read, and starts a portal."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from granian.cli import cli

from tests.core.conftest import environment

ROOT = Path(settings.PROJECT_DIR)
EXAMPLE = (ROOT / "deploy/systemd/trygghetsportalen.env.example").read_text()
NAMES = re.findall(r"^#?([A-Z][A-Z0-9_]+)=", EXAMPLE, re.MULTILINE)
READ_BY_SERVER = {f"GRANIAN_{each.name}".upper() for each in cli.params}


def read_by_settings() -> set[str]:
    """Every variable that the settings ask for by its name."""
    sources = [*(ROOT / "site/config/settings").glob("*.py"), *(ROOT / "site/config").glob("*.py")]
    code = "\n".join(path.read_text() for path in sources)
    asked = re.findall(r'(?:env\.\w+|wanted|required)\(\s*"([A-Z0-9_]+)"', code)
    keys = re.findall(r'= "([A-Z]+_KEY)"', (ROOT / "site/core/keys/purposes.py").read_text())
    return {*asked, *keys}


def test_the_example_names_only_what_is_read() -> None:
    known = read_by_settings() | READ_BY_SERVER
    assert [name for name in NAMES if name.removesuffix("_FILE") not in known] == []
    assert {"GRANIAN_HOST", "SECRET_KEY_FILE", "TRUSTED_PROXY_COUNT"} <= set(NAMES)


@pytest.mark.parametrize("name", ["compose.yaml", "Containerfile"])
def test_containers_are_told_only_what_is_read(name: str) -> None:
    text = (ROOT / "deploy" / name).read_text()
    known = read_by_settings() | READ_BY_SERVER
    told = re.findall(r"^    ([A-Z][A-Z0-9_]+)[:=]", text, re.MULTILINE)
    # Python reads these.
    others = {"TMPDIR", "PYTHONPATH"}
    assert len(told) >= 4
    assert [each for each in told if each.removesuffix("_FILE") not in known | others] == []


@pytest.mark.processes
def test_a_portal_starts_with_the_example(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("a-long-text-that-only-this-test-knows-0123456789-abc\n")
    (tmp_path / "link_key").write_text("another-text-that-only-this-test-knows-0123456789-abc\n")
    (tmp_path / "database_url").write_text("postgres://portal:secret@db.example.se/portal\n")
    (tmp_path / "email_url").write_text("smtp+tls://user:secret@smtp.example.se:587\n")
    lines = dict(re.findall(r"^([A-Z][A-Z0-9_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    given = {
        name: value.replace("/etc/trygghetsportalen", str(tmp_path))
        for name, value in lines.items()
    }
    told = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**environment("production"), **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
