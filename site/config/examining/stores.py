"""Whether rows, files and what is kept warm have a place that can be one."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.checks import CheckMessage, Error
from psycopg import ProgrammingError
from psycopg.conninfo import make_conninfo

from config.examining.addresses import is_origin
from config.examining.given import Given

# What S3 allows, but for dots, which no certificate of a bucket's own host covers.
_BUCKET = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
_REGION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.I)
# What Django takes out of the options before it connects.
_OF_DJANGO = {"assume_role", "isolation_level", "pool", "server_side_binding"}
_PORT = re.compile(r"[^/\s]+:\d{1,5}")


def stores_are_places(settings: Given) -> list[CheckMessage]:
    """Check the database, Redis, the buckets and the virus scanner, without asking any of them."""
    return _database(settings) + _redis(settings) + _buckets(settings) + _scanner(settings)


def _database(settings: Given) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    described: dict[str, Any] = settings.DATABASES["default"]
    name = str(described["NAME"])
    if described["ENGINE"].endswith("sqlite3"):
        folder = Path(name).parent
        is_file = name and name != ":memory:" and not name.startswith("file:")
        if is_file and folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            hint = "SQLite makes files beside its own; give the folder to the portal's user."
            said = "The folder of the SQLite database cannot be written to."
            found.append(Error(said, hint=hint, id="portal.E301"))
    elif not name:
        hint = "Write postgres://user:password@host/name."
        found.append(Error("DATABASE_URL names no database.", hint=hint, id="portal.E302"))
    elif not _are_options(described.get("OPTIONS", {})):
        hint = "After the ? stand those of PostgreSQL's client, such as ?sslmode=require."
        said = "DATABASE_URL has an option that PostgreSQL's client does not know."
        found.append(Error(said, hint=hint, id="portal.E309"))
    return found


def _are_options(options: dict[str, Any]) -> bool:
    try:
        make_conninfo("", **{name: options[name] for name in options.keys() - _OF_DJANGO})
    except ProgrammingError:
        return False
    return True


def _redis(settings: Given) -> list[CheckMessage]:
    caches: dict[str, Any] = settings.CACHES
    for cache in caches.values():
        if cache["BACKEND"].endswith("RedisCache") and not _is_redis(cache["LOCATION"]):
            hint = "REDIS_URL looks like redis://host:6379/0."
            said = "REDIS_URL names a port or a database that cannot be."
            return [Error(said, hint=hint, id="portal.E303")]
    return []


def _is_redis(address: str) -> bool:
    # Half a second of each start, and five megabytes, for who has Redis.
    import redis  # noqa: PLC0415

    try:
        redis.ConnectionPool.from_url(address)
    except ValueError:
        return False
    # What is no number would be taken for the first database.
    number = urlsplit(address).path.strip("/")
    return address.startswith("unix:") or not number or number.isdecimal()


def _buckets(settings: Given) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    storages: dict[str, Any] = settings.STORAGES
    options = {
        alias: storage.get("OPTIONS", {})
        for alias, storage in storages.items()
        if "bucket_name" in storage.get("OPTIONS", {})
    }
    for name in sorted({each["bucket_name"] for each in options.values()} - {""}):
        if not _BUCKET.fullmatch(name):
            hint = "3 to 63 small letters, digits and hyphens; the name alone, no s3://."
            found.append(Error(f"No bucket is called {name!r}.", hint=hint, id="portal.E304"))
    if options and options["sizes"]["bucket_name"] == options["private"]["bucket_name"]:
        hint = "Name two buckets: the one of pictures may be opened to others, cases never."
        said = "AWS_STORAGE_BUCKET_NAME and AWS_PRIVATE_BUCKET_NAME are the same."
        found.append(Error(said, hint=hint, id="portal.E305"))
    for endpoint in {each.get("endpoint_url") for each in options.values()} - {None, ""}:
        if not is_origin(str(endpoint).rstrip("/")):
            hint = "Such as https://s3.example.se, without the bucket."
            said = "AWS_S3_ENDPOINT_URL is no address of a server."
            found.append(Error(said, hint=hint, id="portal.E306"))
    if any(("access_key" in each) != ("secret_key" in each) for each in options.values()):
        hint = "Set both, or none where the machine itself has the right."
        said = "Of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY there is only one."
        found.append(Error(said, hint=hint, id="portal.E307"))
    for region in {each.get("region_name") for each in options.values()} - {None}:
        if not _REGION.fullmatch(str(region)):
            hint = "Such as eu-north-1; the provider says which, and us-east-1 stands for none."
            said = "AWS_S3_REGION_NAME is no name of a region."
            found.append(Error(said, hint=hint, id="portal.E310"))
    return found


def _scanner(settings: Given) -> list[CheckMessage]:
    address = settings.CLAMD_SOCKET
    if not address or address.startswith("/") or _PORT.fullmatch(address):
        return []
    hint = "Write /run/clamav/clamd.ctl or host:3310."
    said = "CLAMD_SOCKET is neither a path nor a host with a port: no file would be taken."
    return [Error(said, hint=hint, id="portal.E308")]
