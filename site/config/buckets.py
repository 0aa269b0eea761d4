"""Where files lie when they lie in S3-compatible storage instead of on a disk."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def in_buckets(
    storages: dict[str, Any], *, sizes: str, closed: str, **server: str | None
) -> dict[str, Any]:
    """Return `storages` with the files of editors and of cases in the buckets `sizes` and `closed`.

    No bucket needs readers of its own: the portal hands out what lies in them, and checks. `server`
    is where they are and who asks: endpoint_url, region_name, access_key, secret_key. What is not
    said there is looked for where AWS's own programs do, last of all in the machine's role.
    """
    asked = {name: value for name, value in server.items() if value}
    private = {**asked, "bucket_name": closed}
    return {
        **storages,
        "default": {
            "BACKEND": "core.pictures.closed_s3.LibraryS3Storage",
            "OPTIONS": {**private, "location": "library"},
        },
        "sizes": {
            "BACKEND": "core.pictures.closed_s3.SizesS3Storage",
            "OPTIONS": {**asked, "bucket_name": sizes},
        },
        "private": {"BACKEND": "casework.files.private_s3.PrivateS3Storage", "OPTIONS": private},
    }


def hurry_buckets(*, on: bool = True) -> None:
    """Let no request wait for long for a bucket. Called by what serves."""
    kept: dict[str, Any] = settings.STORAGES
    if any("S3Storage" in storage["BACKEND"] for storage in kept.values()):
        # Only where requirements/scale.txt is.
        turns = import_string("core.pictures.bucket_turns.turns")
        turns.hurry(on=on)
