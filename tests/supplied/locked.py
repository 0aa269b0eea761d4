"""The packages and versions that the lock files hold."""

import re
from pathlib import Path

from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
_LINE = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)

Locked = set[tuple[NormalizedName, Version]]


def locked(file: Path) -> Locked:
    """Return name and version of each line of one lock file, for any Python that it names."""
    lines = _LINE.findall(file.read_text())
    return {(canonicalize_name(name), Version(version)) for name, version in lines}
