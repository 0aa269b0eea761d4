"""docs/operators: every command, unit, service and file that they name is there, as they say it."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class

ROOT = Path(settings.PROJECT_DIR)
DOCS = sorted((ROOT / "docs/operators").glob("*.md"))
# Those by which a portal is brought up.
BRINGING_UP = [path for path in DOCS if path.name in ("city.md", "small.md")]
UNITS = {
    path.name for where in ("systemd", "nginx") for path in (ROOT / "deploy" / where).iterdir()
}
SERVICES = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())["services"]
COMPOSE = "docker compose --file deploy/compose.yaml "


def commands(path: Path) -> Iterator[str]:
    """Each line of a block of commands, and what stands in backticks like one."""
    text = path.read_text()
    for block in re.findall(r"^ *```sh\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
        yield from (line.strip() for line in block.splitlines())
    yield from re.findall(r"`([a-z-]+ [^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


EVERYTHING = [(path.name, line) for path in DOCS for line in commands(path)]


def having(pattern: str) -> list[tuple[str, ...]]:
    """What a pattern finds in all commands."""
    return [found.groups() for _doc, line in EVERYTHING if (found := re.search(pattern, line))]


def test_there_is_something_to_check() -> None:
    assert len(EVERYTHING) > 60


def test_every_command_of_the_portal_takes_these_options() -> None:
    known = get_commands()
    asked = having(r"(?:manage\.py|trygghetsportalen-manage) ([a-z_]+)(.*)$")
    assert {name for name, _options in asked} >= {"backup", "prepare", "restore", "status"}
    for name, options in asked:
        app = known[name]
        command = load_command_class(app, name) if isinstance(app, str) else app
        # Ends the test for what it does not know.
        command.create_parser("manage.py", name).parse_args(shlex.split(options))


def test_every_target_of_make_exists() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    asked = having(r"^make ([a-z-]+)")
    assert ("city",) in asked
    assert {name for (name,) in asked} <= set(targets)


def test_every_unit_exists() -> None:
    asked = [names for (names,) in having(r"systemctl (?:enable --now|restart|reload) (.+)$")]
    named = {name for names in asked for name in names.split()} - {"nginx"}
    assert {name if "." in name else f"{name}.service" for name in named} <= UNITS
    assert {"trygghetsportalen.service", "trygghetsportalen-backup.timer"} <= named


def test_every_service_of_the_containers_exists() -> None:
    asked = [line for _doc, line in EVERYTHING if line.startswith(COMPOSE)]
    assert len(asked) > 6
    for line in asked:
        verb, *words = line.removeprefix(COMPOSE).split()
        named = [word for word in words if not word.startswith("--")]
        # What follows is run inside.
        named = named[:1] if verb in ("exec", "run") else named
        assert set(named) <= set(SERVICES), line


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_file_of_the_repository_exists(path: Path) -> None:
    named = re.findall(
        r"(?<![\w/.-])((?:deploy|requirements|docs|tests)/[\w./*-]*)", path.read_text()
    )
    # What the reader makes.
    named = [each.rstrip(".") for each in named if not each.startswith("deploy/secrets")]
    assert [each for each in named if not any(ROOT.glob(each.rstrip("/")))] == []


@pytest.mark.parametrize("path", BRINGING_UP, ids=lambda path: path.name)
def test_the_secrets_that_are_made_are_those_that_are_read(path: Path) -> None:
    example = (ROOT / "deploy/systemd/trygghetsportalen.env.example").read_text()
    wanted = set(re.findall(r"^\w+_FILE=/etc/trygghetsportalen/(\w+)$", example, re.MULTILINE))
    if path.name == "city.md":
        wanted |= {"database_password"}
    text = path.read_text()
    made = {name for names in re.findall(r"for name in ([\w ]+);", text) for name in names.split()}
    made |= set(re.findall(r"> (?:deploy/secrets/)?(\w+)$", text, re.MULTILINE))
    assert made == wanted
