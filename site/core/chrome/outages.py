"""Telling an outage from a mistake of ours: what would have worked a minute ago or later."""

import errno

from django.db import DatabaseError, DataError, IntegrityError, InterfaceError
from django.http import UnreadablePostError
from redis.exceptions import RedisError

# A full, failing or read-only disk, or a file that may not grow.
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})


def is_outage(exception: BaseException | None) -> bool:
    """Whether `exception` says that database, cache or disk does not do its work for now.

    A value or a relation that the database refuses is a mistake, not an outage. A missing table
    counts as one: the database is there, but not ready.
    """
    if isinstance(exception, IntegrityError | DataError | UnreadablePostError):
        # The last is the sender's connection, which breaks with the same numbers as a disk.
        return False
    if isinstance(exception, DatabaseError | InterfaceError | RedisError):
        return True
    return isinstance(exception, OSError) and exception.errno in _DISK
