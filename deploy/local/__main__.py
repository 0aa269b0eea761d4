"""`make city`, or python -m deploy.local: the set of a city on this machine, until Ctrl-C."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType

from deploy.local.city import ADMINISTRATOR, City
from deploy.local.parts import CannotStart
from deploy.local.programs import free_ports


class _Told(Exception):
    """Somebody wants the set to stop."""


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.local", description=__doc__)
    parser.add_argument("--port", type=int, default=8443, help="of https on 127.0.0.1 (8443)")
    parser.add_argument("--plain-port", type=int, default=0, help="of http (any that is free)")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FOLDER",
        help="keep data and logs there, but not what is in the buckets; else all is removed",
    )
    parser.add_argument(
        "--database",
        default="",
        metavar="URL",
        help="an empty database of PostgreSQL, instead of a server of our own",
    )
    parser.add_argument(
        "--loopback", action="store_true", help="no network of its own for each host"
    )
    return parser.parse_args()


def main() -> int:
    """Start, look after and stop the set."""
    told = _arguments()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _stop)
    os.umask(0o077)
    folder = Path(told.keep.absolute() if told.keep else tempfile.mkdtemp(prefix="city-"))
    folder.mkdir(parents=True, exist_ok=True)
    # PostgreSQL and nginx run as users of their own, and their files lie below.
    folder.chmod(0o711)
    city = City(
        folder,
        told.port,
        told.plain_port or free_ports(1)[0],
        database=told.database,
        may_be_namespaces=not told.loopback,
        say=_say,
    )
    try:
        city.start()
        city.say(
            f"\n  Portal    {city.address}/\n  Plain     http://127.0.0.1:{city.plain_port}/"
            f"\n  Files     {folder}: mail/ has the invitation of {ADMINISTRATOR}, log/ what each"
            " part says, run/ its number\n"
            f"  Commands  {folder}/manage-one status, and so on\n  Stop      Ctrl-C\n"
        )
        while True:
            city.look_after()
    except CannotStart as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    except _Told:
        return 0
    finally:
        # Once is enough.
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        city.stop()
        if not told.keep:
            shutil.rmtree(folder, ignore_errors=True)


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Told


if __name__ == "__main__":
    sys.exit(main())
