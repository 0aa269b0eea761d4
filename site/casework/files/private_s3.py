"""The files of cases in a bucket of their own. Needs requirements/scale.txt."""

from casework.files.private_storage import NamelessFiles
from core.pictures.closed_s3 import ClosedS3Storage


class PrivateS3Storage(NamelessFiles, ClosedS3Storage):
    """A private bucket. The portal reads it for those who may see a case; nobody else does."""
