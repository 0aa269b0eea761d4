"""A worker that is killed over pictures: the next one goes on where it was."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db.models import Count
from django.db.models.functions import Now
from pytest_django import Settings
from wagtail_factories import ImageFactory

from core.models import AskedSizes, PortalImage
from core.pictures.renditions import PICTURE, SHARED
from tests.casework.worker.test_worker import PATIENCE_S, ROOT, environment, working

__all__ = ["environment"]

pytestmark = [pytest.mark.processes, pytest.mark.thorough]
MANY = 6


def await_the_first(worker: "subprocess.Popen[str]") -> None:
    give_up_at = time.monotonic() + PATIENCE_S
    while not AskedSizes.objects.filter(made_at__isnull=False).exists():
        assert worker.poll() is None
        assert time.monotonic() < give_up_at
        time.sleep(0.02)


def test_a_killed_worker_leaves_no_picture_behind(
    environment: dict[str, str], settings: Settings, tmp_path: Path
) -> None:
    # Where the settings of tests put files.
    settings.MEDIA_ROOT = tmp_path / "trygghetsportalen-test-media"
    settings.LIBRARY_ROOT = tmp_path / "trygghetsportalen-test-library"
    environment = {**environment, "TMPDIR": str(tmp_path)}
    for number in range(MANY):
        ImageFactory(title=f"{number}", file__width=2400, file__height=1600)
    with working(environment) as worker:
        await_the_first(worker)
        worker.kill()
        worker.wait(PATIENCE_S)
    assert AskedSizes.objects.waiting().exists()
    # The claim of the dead ends by itself in five minutes.
    AskedSizes.objects.waiting().update(due_at=Now())
    command = [sys.executable, "manage.py", "worker", "--once"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=5 * PATIENCE_S)
    assert not AskedSizes.objects.waiting().exists()
    counted = PortalImage.objects.annotate(many=Count("renditions")).values_list("many", flat=True)
    assert list(counted) == [len(PICTURE) + len([SHARED])] * MANY
