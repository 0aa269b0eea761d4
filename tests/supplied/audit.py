"""Looks up every locked version among known advisories, without asking any service.

`make audit ADVISORIES=folder`. Without a copy nothing is checked, and it says so.
"""

import os
import sys
from pathlib import Path

from tests.supplied.advisories import Finding, advisories, findings
from tests.supplied.locked import REQUIREMENTS, locked

NOTHING_CHECKED = (
    "Nothing was checked: there is no copy of advisories here, so nothing is known of the locked\n"
    "versions. Name one with ADVISORIES=folder, as docs/how-to/release.md says."
)


def main() -> int:
    """Print what is found. Return 1 for findings, 2 for a copy that cannot be used, else 0."""
    place = os.environ.get("ADVISORIES", "")
    if not place:
        sys.stdout.write(f"{NOTHING_CHECKED}\n")
        return 0
    packages = set().union(*(locked(file) for file in sorted(REQUIREMENTS.glob("*.txt"))))
    found: set[Finding] = set()
    read, newest = 0, ""
    try:
        for advisory in advisories(Path(place)):
            read += 1
            newest = max(newest, advisory.get("modified", ""))
            found |= set(findings(advisory, packages))
    except (OSError, ValueError, KeyError) as failure:
        sys.stdout.write(f"Nothing was checked: {place} cannot be read: {failure!r}\n")
        return 2
    if not read:
        sys.stdout.write(f"Nothing was checked: there are no advisories in {place}\n")
        return 2
    for each in sorted(found):
        mended = f" Mended in {', '.join(each.fixed)}." if each.fixed else ""
        line = f"{each.package} {each.version}: {each.advisory}: {each.summary}{mended}\n"
        sys.stdout.write(line)
    count = f"{len(packages)} locked versions against {read} advisories, the newest of {newest}"
    sys.stdout.write(f"{len(found)} findings: {count}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
