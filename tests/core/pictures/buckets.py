"""A server that really speaks S3, on a port of its own, with the two buckets of the portal."""

from collections.abc import Iterator
from contextlib import contextmanager

import botocore.session
import pytest
import requests
from django.apps import apps
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from config.buckets import in_buckets

SIZES, CLOSED = "bilder", "stangd"
# What whoever asks this server has to show.
KEYS = {
    "AWS_ACCESS_KEY_ID": "of-this-test",
    "AWS_SECRET_ACCESS_KEY": "of-this-test",
    "AWS_DEFAULT_REGION": "us-east-1",
}


class Buckets:
    """What lies in the buckets, and what strangers get of it."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self._s3 = botocore.session.get_session().create_client("s3", endpoint_url=endpoint)

    def names(self, bucket: str) -> list[str]:
        """The names of all files in a bucket."""
        listed = self._s3.list_objects_v2(Bucket=bucket).get("Contents", [])
        return [each["Key"] for each in listed]

    def content(self, bucket: str, name: str) -> bytes:
        """A file, as who has the keys gets it."""
        content: bytes = self._s3.get_object(Bucket=bucket, Key=name)["Body"].read()
        return content

    def told_to_strangers(self) -> set[int]:
        """How the server answers who asks for each file, or for the list, without keys."""
        asked = [
            f"{self.endpoint}/{bucket}/{name}"
            for bucket in (SIZES, CLOSED)
            for name in self.names(bucket)
        ]
        return {requests.get(address, timeout=10).status_code for address in asked}


@contextmanager
def served(*names: str) -> Iterator[Buckets]:
    """Serve buckets of these names for as long as the context lasts."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        requests.post(f"{endpoint}/moto-api/reset", timeout=10)
        kept = Buckets(endpoint)
        for bucket in names:
            kept._s3.create_bucket(Bucket=bucket)
        yield kept
    finally:
        server.stop()


@pytest.fixture
def buckets(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Buckets]:
    """The portal with its files in buckets, as in production."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    with served(SIZES, CLOSED) as kept:
        in_these(settings, monkeypatch, kept.endpoint)
        yield kept


def in_these(settings: Settings, monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    """Let this process keep its files in the buckets of the server at `endpoint`."""
    keys = {"access_key": KEYS["AWS_ACCESS_KEY_ID"], "secret_key": KEYS["AWS_SECRET_ACCESS_KEY"]}
    settings.STORAGES = in_buckets(
        settings.STORAGES,
        sizes=SIZES,
        closed=CLOSED,
        endpoint_url=endpoint,
        region_name=KEYS["AWS_DEFAULT_REGION"],
        **keys,
    )
    _let_fields_know(monkeypatch)


def _let_fields_know(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fields ask for their storage when a process starts; here it has already."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if asks := getattr(field, "_storage_callable", None):
                monkeypatch.setattr(field, "storage", asks())


@pytest.fixture
def unreachable_buckets(
    buckets: Buckets, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The portal with its files in buckets that nobody answers for."""
    in_these(settings, monkeypatch, "http://127.0.0.1:9")
