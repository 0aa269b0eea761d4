"""Whoever saves a picture asks for its sizes; the worker makes each once, whatever happens."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import close_old_connections, connection
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from wagtail.images.tests.utils import get_test_image_file
from wagtail_factories import ImageFactory

from casework.worker import daily, frequent
from core.models import AskedSizes, PortalImage, PortalRendition
from core.pictures import making
from core.pictures.asked_sizes import ask_for_missing
from core.pictures.making import AT_A_TURN, make_due
from core.pictures.models import MOST_ATTEMPTS, NotMade
from core.pictures.renditions import PICTURE, SHARED, missing
from tests.core.pictures.telling import telling
from tests.core.pictures.test_doors import DOORS, Send, upload
from tests.factories.pictures import make_sizes, picture_with_sizes

pytestmark = pytest.mark.django_db
EVERY = {*PICTURE, SHARED}


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT, settings.LIBRARY_ROOT = tmp_path / "media", tmp_path / "library"
    return tmp_path / "media"


def specs(image: PortalImage) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


def make_all_due() -> None:
    AskedSizes.objects.update(due_at=Now())


def without_original(image: PortalImage) -> None:
    image.file.storage.delete(image.file.name)


@pytest.mark.parametrize("send", DOORS)
def test_an_upload_makes_no_size_and_the_worker_makes_every_one(
    administrator_client: Client, send: Send
) -> None:
    answer = send(administrator_client, upload(telling("PNG"), "torget.png"))
    assert answer.status_code in (200, 302)
    image = PortalImage.objects.get()
    assert not specs(image) & EVERY
    assert AskedSizes.objects.get(image=image).made_at is None
    frequent.do_all(timezone.now())
    assert specs(image) >= EVERY
    assert AskedSizes.objects.get(image=image).made_at


def test_another_file_gets_sizes_of_its_own_and_those_of_the_old_one_are_gone(
    administrator_client: Client, own_files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    image = picture_with_sizes(title="Torget")
    old = {size.file.name for size in image.renditions.all()}
    file = SimpleUploadedFile("ny.png", get_test_image_file(size=(900, 700)).file.getvalue())
    sent = {"title": "Torget", "file": file, "collection": image.collection_id}
    with django_capture_on_commit_callbacks(execute=True):
        answer = administrator_client.post(f"/admin/images/{image.pk}/", sent)
    assert answer.status_code == 302
    assert specs(image) == set()
    assert not [name for name in old if (own_files / name).exists()]
    make_sizes()
    assert specs(image) == EVERY
    assert image.renditions.get(filter_spec="format-avif|width-960").width == 900


def test_another_file_from_a_program_does_the_same() -> None:
    image = picture_with_sizes(title="Torget")
    image.file = ContentFile(get_test_image_file(size=(900, 700)).file.getvalue(), "ny.png")
    image.save()
    assert specs(image) == set()
    make_sizes()
    assert image.renditions.get(filter_spec="format-avif|width-960").width == 900


def test_another_focal_point_asks_for_what_follows_from_it_alone() -> None:
    image = picture_with_sizes(title="Torget")
    kept = set(image.renditions.exclude(filter_spec=SHARED).values_list("pk", flat=True))
    image.focal_point_x = image.focal_point_y = 20
    image.focal_point_width = image.focal_point_height = 10
    image.save()
    assert [each.spec for each in missing(image)] == [SHARED]
    make_sizes()
    assert missing(image) == []
    assert set(image.renditions.exclude(filter_spec=SHARED).values_list("pk", flat=True)) == kept


def test_another_title_asks_for_nothing() -> None:
    image = picture_with_sizes(title="Torget")
    image.title = "Torget en kväll"
    image.save()
    assert AskedSizes.objects.get().made_at


def test_mail_waits_for_no_more_than_a_few_pictures() -> None:
    for number in range(AT_A_TURN + 1):
        ImageFactory(title=f"{number}")
    assert frequent.do_all(timezone.now()) is True
    assert AskedSizes.objects.waiting().count() == 1
    assert frequent.do_all(timezone.now()) is False
    assert not AskedSizes.objects.waiting().exists()


def test_a_worker_that_dies_between_two_pictures_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(3):
        ImageFactory(title=f"{number}")
    stored = making._store

    def dies_at_the_second(asked: AskedSizes, *rest: Any) -> bool:
        if AskedSizes.objects.filter(made_at__isnull=False).exists():
            raise SystemExit
        return stored(asked, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(making, "_store", dies_at_the_second)
        with pytest.raises(SystemExit):
            make_due(timezone.now())
    # The third was nobody's yet; the second is due again when its claim is over.
    make_sizes()
    assert AskedSizes.objects.waiting().count() == 1
    make_all_due()
    make_sizes()
    assert not AskedSizes.objects.waiting().exists()
    assert PortalRendition.objects.count() == 3 * len(EVERY)


def test_two_workers_do_not_make_the_same_picture(own_files: Path) -> None:
    image = ImageFactory(title="Torget")
    first = making._claim_next()
    assert first is not None
    assert making._claim_next() is None
    make_all_due()
    second = making._claim_next()
    assert second is not None
    making._make(second)
    # The first was slower than its claim: it stores nothing, and leaves no file.
    making._make(first)
    assert image.renditions.count() == len(EVERY)
    files = {f"images/{path.name}" for path in (own_files / "images").iterdir()}
    assert files == {size.file.name for size in image.renditions.all()}


def test_what_is_out_of_date_when_it_is_ready_is_not_stored(own_files: Path) -> None:
    image = ImageFactory(title="Torget")
    slow = making._claim_next()
    assert slow is not None
    image.file = ContentFile(get_test_image_file(size=(900, 700)).file.getvalue(), "ny.png")
    image.save()
    making._make(slow)
    assert specs(image) == set()
    make_sizes()
    assert image.renditions.get(filter_spec="format-avif|width-960").width == 900


def test_a_broken_picture_is_told_of_with_its_reason_and_stops_no_other() -> None:
    gone, broken, whole = (ImageFactory(title=title) for title in ("Borta", "Trasig", "Hel"))
    without_original(gone)
    name = broken.file.name
    without_original(broken)
    broken.file.storage.save_as_it_is(name, ContentFile(b"\x89PNG\r\n\x1a\n" + b"x" * 400))
    make_sizes()
    told = dict(AskedSizes.objects.values_list("image__title", "not_made"))
    assert told == {"Borta": NotMade.MISSING, "Trasig": NotMade.UNREADABLE, "Hel": ""}
    assert specs(whole) == EVERY


def test_a_broken_picture_is_tried_a_few_times_and_again_when_it_is_saved() -> None:
    image = ImageFactory(title="Borta")
    content = image.file.read()
    without_original(image)
    for _attempt in range(MOST_ATTEMPTS):
        assert not AskedSizes.objects.given_up().exists()
        make_all_due()
        make_sizes()
        # It is not due at once: what comes between may mend it.
        assert not making._due().exists()
    assert AskedSizes.objects.given_up().get().image == image
    make_all_due()
    make_sizes()
    ask_for_missing(timezone.now())
    assert AskedSizes.objects.get().attempts == MOST_ATTEMPTS
    image.file.storage.save(image.file.name, ContentFile(content))
    image.save()
    make_sizes()
    assert specs(image) == EVERY


def test_a_disk_that_takes_nothing_is_no_fault_of_the_picture(own_files: Path) -> None:
    image = ImageFactory(title="Torget")
    own_files.write_text("no folder")
    assert make_due(timezone.now()) is False
    asked = AskedSizes.objects.get()
    assert (asked.attempts, asked.not_made) == (0, "")
    assert not making._due().exists()
    own_files.unlink()
    make_all_due()
    make_sizes()
    assert specs(image) == EVERY


def test_what_got_into_the_library_by_another_way_is_found_once_a_day() -> None:
    stored = picture_with_sizes(title="Torget")
    AskedSizes.objects.all().delete()
    stored.renditions.filter(filter_spec=SHARED).delete()
    whole = picture_with_sizes(title="Hel")
    job = next(each for each in daily.offered_jobs() if each.name == "core.ask_for_missing_sizes")
    job.run(timezone.now())
    assert AskedSizes.objects.waiting().get().image == stored
    make_sizes()
    assert specs(stored) == specs(whole) == EVERY


def test_a_picture_that_is_deleted_meanwhile_leaves_no_file(own_files: Path) -> None:
    image = ImageFactory(title="Torget")
    slow = making._claim_next()
    assert slow is not None
    image.delete()
    making._make(slow)
    assert not PortalRendition.objects.exists()
    assert not list((own_files / "images").iterdir())


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.thorough
def test_many_workers_at_once_make_each_picture_once(own_files: Path) -> None:
    for number in range(6):
        ImageFactory(title=f"{number}")

    def work(_worker: int) -> None:
        try:
            while make_due(timezone.now()):
                close_old_connections()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as many:
        list(many.map(work, range(3)))
    assert set(AskedSizes.objects.values_list("attempts", flat=True)) == {1}
    files = {f"images/{path.name}" for path in (own_files / "images").iterdir()}
    assert len(files) == PortalRendition.objects.count() == 6 * len(EVERY)


def test_those_that_wait_longest_come_first() -> None:
    for number in range(AT_A_TURN + 1):
        ImageFactory(title=f"{number}")
    last = AskedSizes.objects.get(image__title="3")
    AskedSizes.objects.filter(pk=last.pk).update(due_at=Now() - timedelta(hours=1))
    make_due(timezone.now())
    assert AskedSizes.objects.get(pk=last.pk).made_at
