"""What the hosts share: PostgreSQL, Redis, a bucket store, a mail server. Each is a part."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import urllib.request
from functools import partial
from pathlib import Path

from deploy.local.parts import CannotStart, Part
from deploy.local.programs import listens, postgres_programs, program, run

_SIZES, _CLOSED = "city-sizes", "city-closed"
# The store takes any, and wants some.
_BUCKET_KEYS = {
    "AWS_ACCESS_KEY_ID": "city",
    "AWS_SECRET_ACCESS_KEY": "city",
    "AWS_S3_REGION_NAME": "us-east-1",
}


def postgres(folder: Path, address: str, port: int) -> tuple[Part, str]:
    """Return a cluster of our own, made where there is none, and the address of its database.

    PostgreSQL refuses to run as root; then Debian's user `postgres` runs it.
    """
    programs = postgres_programs()
    if programs is None:
        raise CannotStart(
            "PostgreSQL is missing. Install it with: apt-get install postgresql,"
            " or name a database: --database postgres://user:password@host/name"
        )
    data, user = folder / "postgres", _user_for_postgres()
    if not (data / "PG_VERSION").exists():
        _make_cluster(programs / "initdb", data, user)
    command = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-k", str(data)]
    server = f"postgres://portal@127.0.0.1:{port}"
    part = Part(
        "postgres",
        [*command, "-c", f"listen_addresses={','.join(sorted({'127.0.0.1', address}))}"],
        folder,
        user=user,
        # Fast: whoever is connected is not waited for.
        stopped_by=signal.SIGINT,
        patience_s=30,
        answers=lambda: _databases(programs, server) is not None,
        then=lambda: _make_database(programs, server, folder),
    )
    return part, f"postgres://portal@{address}:{port}/portal"


def _make_cluster(initdb: Path, data: Path, user: str) -> None:
    data.mkdir(mode=0o700, exist_ok=True)
    if user:
        shutil.chown(data, user, user)
    as_user = [program("runuser", "util-linux"), "-u", user, "--"] if user else []
    making = ["--auth=trust", "--username=portal", "--encoding=UTF8", "--locale=C.UTF-8"]
    run([*as_user, str(initdb), "-D", str(data), "--no-sync", *making], data)
    with (data / "pg_hba.conf").open("a") as rules:
        rules.write("host all all samenet trust\n")


def _databases(programs: Path, server: str) -> list[str] | None:
    asking = [str(programs / "psql"), "-At", "-d", f"{server}/postgres"]
    asking += ["-c", "SELECT datname FROM pg_database"]
    told = subprocess.run(asking, capture_output=True, text=True, check=False)
    return told.stdout.split() if told.returncode == 0 else None


def _make_database(programs: Path, server: str, folder: Path) -> None:
    if "portal" not in (_databases(programs, server) or []):
        making = [str(programs / "createdb"), "--maintenance-db", f"{server}/postgres", "portal"]
        run(making, folder)


def redis(folder: Path, address: str, port: int) -> Part:
    """Return a Redis that keeps nothing on disk and drops what is oldest."""
    command = [program("redis-server", "redis-server"), "--port", str(port), "--bind", address]
    command += ["--save", "", "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"]
    command += ["--protected-mode", "no"]
    listening = partial(listens, address, port)
    return Part("redis", command, folder, patience_s=5, answers=listening)


def buckets(folder: Path, address: str, port: int) -> tuple[Part, dict[str, str]] | None:
    """Return a store that speaks S3, and what the portal has to know of it. None without moto.

    It keeps files in memory: they go with it.
    """
    if importlib.util.find_spec("moto") is None or importlib.util.find_spec("storages") is None:
        return None
    endpoint = f"http://{address}:{port}"
    part = Part(
        "buckets",
        [sys.executable, "-m", "moto.server", "-H", address, "-p", str(port)],
        folder,
        {**os.environ, **_BUCKET_KEYS},
        patience_s=5,
        answers=partial(listens, address, port),
        then=partial(_make_buckets, endpoint),
    )
    return part, {
        **_BUCKET_KEYS,
        "AWS_STORAGE_BUCKET_NAME": _SIZES,
        "AWS_PRIVATE_BUCKET_NAME": _CLOSED,
        "AWS_S3_ENDPOINT_URL": endpoint,
    }


def _make_buckets(endpoint: str) -> None:
    for name in (_SIZES, _CLOSED):
        asked = urllib.request.Request(f"{endpoint}/{name}", method="PUT")
        with urllib.request.urlopen(asked, timeout=10):
            pass


def mail(folder: Path, address: str, port: int) -> Part:
    """Return a mail server that keeps what comes in mail/, one file each."""
    if importlib.util.find_spec("aiosmtpd") is None:
        raise CannotStart("aiosmtpd is missing. `make city` installs it.")
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"{address}:{port}"]
    command += ["-c", "aiosmtpd.handlers.Mailbox", str(folder / "mail")]
    listening = partial(listens, address, port)
    return Part("mail", command, folder, dict(os.environ), patience_s=5, answers=listening)


def _user_for_postgres() -> str:
    if os.geteuid() != 0:
        return ""
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        raise CannotStart("The user postgres is missing; Debian's package makes it.") from None
    return "postgres"
