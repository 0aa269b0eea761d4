"""What tests of nginx share."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that nginx's own user may reach, which those of pytest are not."""
    with tempfile.TemporaryDirectory(prefix="front-") as made:
        os.chmod(made, 0o711)  # noqa: S103 - to be entered is what it is for
        yield Path(made)
