"""What several hosts share, as the settings say."""

from typing import Any

from django.conf import settings


def is_shared_cache() -> bool:
    """Whether what is kept warm is the same on all hosts."""
    caches: dict[str, Any] = settings.CACHES
    return bool(caches["stamps"]["BACKEND"].endswith("RedisCache"))


def has_buckets() -> bool:
    """Whether files lie where all hosts find them."""
    storages: dict[str, Any] = settings.STORAGES
    return "bucket_name" in storages["private"].get("OPTIONS", {})
