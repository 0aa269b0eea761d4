"""The list of what the portal is made of is the lock's, with licences, and names no registry."""

import json
import tomllib
from collections import Counter

from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.test_tracked_files import REGISTRIES
from tests.supplied.locked import ROOT, locked
from tests.supplied.sbom import LOCK, sbom


def test_it_holds_each_line_of_the_lock_with_licence_and_hashes() -> None:
    written = sbom()
    made = json.loads(written)
    parts = made["components"]
    listed = Counter((canonicalize_name(part["name"]), Version(part["version"])) for part in parts)
    assert listed == Counter(locked(LOCK))
    unlicensed = [part["name"] for part in parts if not part.get("licenses")]
    # Only what another Python would need is not installed here.
    assert len(unlicensed) < 5, unlicensed
    for part in parts:
        assert part["externalReferences"][0]["hashes"], part["name"]
        assert part["purl"] == f"pkg:pypi/{part['name']}@{part['version']}"
    assert not any(host in written for host in REGISTRIES)
    # The same again is the same.
    assert sbom() == written


def test_it_says_what_it_is_of() -> None:
    made = json.loads(sbom())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    subject = made["metadata"]["component"]
    assert made["specVersion"] == "1.6"
    assert (subject["name"], subject["version"]) == (project["name"], project["version"])
    assert [each["license"]["id"] for each in subject["licenses"]] == [project["license"]]
    direct = next(each for each in made["dependencies"] if each["ref"] == subject["bom-ref"])
    assert len(direct["dependsOn"]) >= 25
