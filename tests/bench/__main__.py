"""What a hundred times more content costs: `make bench`, or `python -m tests.bench`.

Fills a database of its own with few and then with many places, measures and news, and asks for the
main kinds of pages each time; with `--part directory`, it does so with associations, with `--part
dialogues` with dialogues. `--part pages` asks for each kind of page of the demo content, beside a
plain view with one template as long; `--part kept` reads them as many people at once do, beside
nginx with the same bytes as files (needs wrk and nginx). `--part proposal` serves a portal and
sends it proposals with two small files, beside a view that writes one row. Prints figures and their
ratios; what they should be is for people to judge.
"""

import argparse
import os
import sys
import tempfile
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FEW = 100


def main() -> None:
    """Measure few and many, and print both."""
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--many", type=int, default=10_000, metavar="N")
    parser.add_argument(
        "--part",
        choices=("portal", "directory", "dialogues", "pages", "kept", "proposal"),
        default="portal",
    )
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django  # noqa: PLC0415 - settings are chosen above

    django.setup()
    if asked.part in ("pages", "kept", "proposal"):
        from tests.bench import kept, pages, proposal  # noqa: PLC0415 - they know our own modules

        part = {"pages": pages, "kept": kept, "proposal": proposal}[asked.part]
        for line in part.compare(os.environ.get("DATABASE_URL", "sqlite")):
            say(line)
        return
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        _run(asked.part, asked.many, Path(folder))


def _run(part: str, many: int, folder: Path) -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: PLC0415

    setup_test_environment()
    # Nobody asks the benchmark for static files.
    warnings.filterwarnings("ignore", message="No directory at")
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(folder / "bench.sqlite3")
    say(f"Migrating a database of its own ({connection.vendor}) ...")
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        _compare(part, many)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


def _compare(part: str, many: int) -> None:
    from tests.bench import dialogues, directory, filling, rows  # noqa: PLC0415
    from tests.bench.timing import Speed, measure  # noqa: PLC0415

    filled: filling.Portal | directory.Directory | dialogues.Dialogues
    if part == "directory":
        filled, addresses = directory.Directory(), directory.ADDRESSES
    elif part == "dialogues":
        filled, addresses = dialogues.Dialogues(), dialogues.ADDRESSES
    else:
        filled, addresses = filling.Portal(), filling.ADDRESSES
    measured: dict[int, dict[str, Speed]] = {}
    feed = ""
    for size in (FEW, many):
        if part == "dialogues" and size > FEW:
            filled.grow(dialogues.IN_FEED)
            feed = dialogues.feed()
        filled.grow(size)
        rows.settle()
        measured[size] = {what: measure(address) for what, address in addresses.items()}
    head = f"{'':20}" + "".join(f"{f'N = {size:,}':^30}" for size in (FEW, many)) + "  slower"
    say(f"\n{head}\n{'':20}" + f"{'pages/s':>10}{'queries':>9}{'median ms':>11}" * 2 + "    by")
    for what in addresses:
        few, lots = measured[FEW][what], measured[many][what]
        columns = "".join(
            f"{speed.per_second:10.0f}{speed.queries:9}{speed.median_ms:11.1f}"
            for speed in (few, lots)
        )
        say(f"{what:20}{columns}{lots.median_ms / few.median_ms:7.2f}×")
    if feed:
        say(f"\n{feed}")


def say(line: str) -> None:
    """Print a line now, so that it stands above the next progress bar."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
