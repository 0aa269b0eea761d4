"""Disks of their own that are small enough to be filled."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SIZE = "400m"


class NotPossible(Exception):
    """Only the superuser of a Linux machine may mount a disk."""


@contextmanager
def small_disk() -> Iterator[Path]:
    """Mount an empty disk and yield its folder. Raises NotPossible."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        raise NotPossible
    with tempfile.TemporaryDirectory(prefix="durability-disk-") as folder:
        mounting = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", folder]
        if subprocess.run(mounting, check=False).returncode:
            raise NotPossible
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def disk(folder: Path, *options: str) -> Iterator[None]:
    """Mount a small disk over `folder` where that is allowed; else close the folder."""
    folder.mkdir()
    mounted = False
    if os.geteuid() == 0 and shutil.which("mount"):
        mounting = ["mount", "-t", "tmpfs", "-o", ",".join(("size=1m", *options)), "tmpfs"]
        mounted = subprocess.run([*mounting, str(folder)], check=False).returncode == 0
    if not mounted:
        folder.chmod(0o500)
    try:
        yield
    finally:
        folder.chmod(0o700) if not mounted else subprocess.run(["umount", folder], check=True)


def fill(folder: Path) -> Path:
    """Write a file until the disk has no room left; return it."""
    filler = folder / "filler"
    with filler.open("ab", buffering=0) as out:
        for size in (1024 * 1024, 4096, 1):
            try:
                while True:
                    out.write(b"\0" * size)
            except OSError:
                continue
    return filler
