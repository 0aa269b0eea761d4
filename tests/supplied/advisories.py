"""Advisories in OSV's format, as a folder of JSON files or as OSV's zip of one ecosystem.

The format: https://ossf.github.io/osv-schema/. What is withdrawn counts no more.
"""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import InvalidVersion, Version

from tests.supplied.locked import Locked


@dataclass(frozen=True, order=True)
class Finding:
    """A locked version that an advisory names. `fixed` are the versions that mend it."""

    package: NormalizedName
    version: Version
    advisory: str
    summary: str
    fixed: tuple[str, ...]


def advisories(place: Path) -> Iterator[dict[str, Any]]:
    """Yield what lies in a folder, in zip files of it, or in one zip file.

    Raises FileNotFoundError when nothing is at `place`.
    """
    if not place.exists():
        raise FileNotFoundError(place)
    files = [place] if place.is_file() else sorted(place.rglob("*"))
    for file in files:
        if file.suffix == ".json":
            yield json.loads(file.read_bytes())
        elif file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    if name.endswith(".json"):
                        yield json.loads(archive.read(name))


def findings(advisory: dict[str, Any], packages: Locked) -> Iterator[Finding]:
    """Yield what one advisory says of `packages`."""
    if advisory.get("withdrawn"):
        return
    for affected in advisory.get("affected", []):
        package = affected.get("package", {})
        if package.get("ecosystem") != "PyPI":
            continue
        name = canonicalize_name(package["name"])
        for version in sorted(each for known, each in packages if known == name):
            if _affects(affected, version):
                words = [advisory["id"], *advisory.get("aliases", [])]
                summary = advisory.get("summary") or advisory.get("details", "")[:100]
                yield Finding(name, version, ", ".join(words), summary, _fixed(affected))


def _affects(affected: dict[str, Any], version: Version) -> bool:
    if any(_version(each) == version for each in affected.get("versions", [])):
        return True
    ranges = [each for each in affected.get("ranges", []) if each["type"] != "GIT"]
    return any(_within(each["events"], version) for each in ranges)


def _within(events: list[dict[str, str]], version: Version) -> bool:
    """Whether the last event before `version`, in the order of versions, lets the fault in.

    The beginning of a span is affected, the mended version is not, and the last one that is
    affected is.
    """
    told = []
    for event in events:
        for kind, text in event.items():
            at = Version("0.dev0") if text == "0" else _version(text)
            if at is not None:
                told.append((at, kind))
    affected = False
    for at, kind in sorted(told):
        if kind == "introduced" and at <= version:
            affected = True
        has_passed = at < version if kind == "last_affected" else at <= version
        if kind != "introduced" and has_passed:
            affected = False
    return affected


def _fixed(affected: dict[str, Any]) -> tuple[str, ...]:
    events = (event for each in affected.get("ranges", []) for event in each["events"])
    known = (event["fixed"] for event in events if "fixed" in event)
    return tuple(sorted(text for text in known if _version(text)))


def _version(text: str) -> Version | None:
    """Return a version, or None for what Python's tools do not take for one."""
    try:
        return Version(text)
    except InvalidVersion:
        return None
