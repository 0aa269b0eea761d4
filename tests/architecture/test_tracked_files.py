"""What is in the repository holds on any machine, and is as small as it should be."""

import re
import subprocess
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.PROJECT_DIR)
TEXT = {".py", ".md", ".toml", ".txt", ".json", ".yml", ".yaml", ".html", ".css", ".js", ""}
# Spelled in parts, so that this file does not name them either.
REGISTRIES = ["pypi" + ".org", "files.python" + "hosted", "registry." + "npmjs", "npmjs" + ".org"]
PLACES_OF_ONE_MACHINE = ["/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/", "/Us" + "ers/"]


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).exists()]


TRACKED = tracked()


def texts() -> list[tuple[Path, str]]:
    return [(path, path.read_text()) for path in TRACKED if path.suffix in TEXT]


def test_no_file_names_a_package_registry() -> None:
    named = [str(path) for path, text in texts() if any(host in text for host in REGISTRIES)]
    assert named == []


def test_no_file_names_a_place_on_one_machine() -> None:
    pattern = re.compile(rf"(?<![\w./>}}-])({'|'.join(PLACES_OF_ONE_MACHINE)})\w")
    named = [str(path) for path, text in texts() if pattern.search(text)]
    assert named == []


def test_every_dependency_is_locked_with_hashes() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        pinned = re.findall(r"^[a-z0-9].*", lock.read_text(), re.MULTILINE)
        assert pinned
        assert all("==" in line and line.endswith("\\") for line in pinned), lock.name


def test_the_site_folder_is_no_package() -> None:
    # The standard library has a module of that name.
    assert not (ROOT / "site/__init__.py").exists()


def test_no_room_has_become_too_large() -> None:
    code = [path for path in TRACKED if path.suffix == ".py" and "migrations" not in path.parts]
    too_large = [str(path) for path in code if len(path.read_text().splitlines()) > 350]
    assert too_large == [], "ask whether two things share a file"


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils.py", "helpers.py", "misc.py", "common.py"}
    assert [str(path) for path in TRACKED if path.name in drawers] == []
