"""Writes the list of what the portal is made of: CycloneDX 1.6, `make sbom`.

cyclonedx-py reads the lock; licences come from the installed packages. The same lock and the same
packages make the same bytes, and no address of a package registry stands in them.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supplied.locked import REQUIREMENTS, ROOT

LOCK = REQUIREMENTS / "scale.txt"
_OSI = "License :: OSI Approved :: "


def main() -> None:
    """Write it where the first argument says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    target: Path = parser.parse_args().target
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(sbom())


def sbom() -> str:
    """Return the list as JSON. Raises ValueError when it is no valid CycloneDX."""
    made = _read_lock()
    for component in made["components"]:
        # The line's comment repeats all that follows, and the address is that of a registry.
        del component["description"]
        for reference in component.get("externalReferences", []):
            reference["url"] = component["purl"]
        if licences := _licences(component["name"], component["version"]):
            component["licenses"] = licences
    for tool in made["metadata"]["tools"]["components"]:
        del tool["externalReferences"]
    root = made["metadata"]["component"]["bom-ref"]
    refs = {each["name"]: each["bom-ref"] for each in made["components"]}
    for edge in made["dependencies"]:
        if edge["ref"] == root:
            edge["dependsOn"] = sorted(refs[name] for name in _direct())
    written = json.dumps(made, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(written):
        raise ValueError(str(fault))
    return written


def _read_lock() -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", str(LOCK)]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"]
    command += ["--spec-version", "1.6", "--no-validate"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def _direct() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["scale"]]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def _licences(name: str, version: str) -> list[dict[str, Any]]:
    """Return what the installed package declares, or nothing where another version is here."""
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return []
    if installed.version != version:
        return []
    told = installed.metadata
    if expression := told.get("License-Expression"):
        return [{"expression": expression, "acknowledgement": "declared"}]
    words = told.get("License") or ""
    classified = [line for line in told.get_all("Classifier") or [] if line.startswith(_OSI)]
    names = [line.removeprefix(_OSI) for line in classified]
    # Some put the whole text there.
    if words and "\n" not in words:
        names = [words]
    return [{"license": {"name": each, "acknowledgement": "declared"}} for each in names]


if __name__ == "__main__":
    main()
