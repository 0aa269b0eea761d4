"""The settings of tests, with files below VAR_DIR or in buckets, as an installation has them."""

from config.buckets import in_buckets
from config.env import env
from config.settings.test import *  # noqa: F403
from config.settings.test import STORAGES, VAR_DIR

SECRET_KEY = env.str("SECRET_KEY", default="only-for-tests")
MEDIA_ROOT = VAR_DIR / "media"
LIBRARY_ROOT = VAR_DIR / "library"
PRIVATE_ROOT = VAR_DIR / "private"
if _sizes := env.str("AWS_STORAGE_BUCKET_NAME", default=""):
    STORAGES = in_buckets(
        STORAGES,
        sizes=_sizes,
        closed=env.str("AWS_PRIVATE_BUCKET_NAME"),
        endpoint_url=env.str("AWS_S3_ENDPOINT_URL"),
    )
