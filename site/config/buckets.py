"""Where files lie when they lie in S3-compatible storage instead of on a disk."""

from typing import Any


def in_buckets(
    storages: dict[str, Any], *, sizes: str, closed: str, endpoint: str | None
) -> dict[str, Any]:
    """Return `storages` with the files of editors and of cases in the buckets `sizes` and `closed`.

    No bucket needs readers of its own: the portal hands out what lies in them, and checks.
    """
    private = {"endpoint_url": endpoint, "bucket_name": closed}
    return {
        **storages,
        "default": {
            "BACKEND": "core.pictures.closed_s3.LibraryS3Storage",
            "OPTIONS": {**private, "location": "library"},
        },
        "sizes": {
            "BACKEND": "core.pictures.closed_s3.SizesS3Storage",
            "OPTIONS": {"endpoint_url": endpoint, "bucket_name": sizes},
        },
        "private": {"BACKEND": "casework.files.private_s3.PrivateS3Storage", "OPTIONS": private},
    }
