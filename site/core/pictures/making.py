"""Makes the sizes that are asked for. The worker does it, so that nobody waits for them.

A picture is claimed before it is begun, and its sizes are stored together with the word that they
are there. So any number of workers may be at it, and one may be killed at any time: what it was at
is due again when its claim is over, and of the rest nobody had claimed anything.
"""

import logging
import time
from datetime import datetime, timedelta
from io import BytesIO

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from core.freshness.kept_warm import move
from core.pictures.models import AskedSizes, NotMade, PortalImage, PortalRendition
from core.pictures.renditions import missing

logger = logging.getLogger(__name__)

# Mail and all else that the worker does waits for no more: so many, and no other one after so long.
AT_A_TURN = 3
_TURN_S = 10.0
# Longer than the largest picture takes on a slow machine.
_CLAIM = timedelta(minutes=5)
# For how long nothing is made when files can be neither read nor written.
_STORAGE_RESTS = timedelta(minutes=5)


def make_due(now: datetime) -> bool:
    """Make the sizes of a few pictures, those that wait longest first; whether more are due."""
    began = time.monotonic()
    for _picture in range(AT_A_TURN):
        if time.monotonic() - began > _TURN_S:
            break
        asked = _claim_next()
        if asked is None:
            return False
        try:
            _make(asked)
        except OSError as failure:
            logger.error("No sizes can be made: %s", type(failure).__name__)
            _put_off(asked)
            return False
    return _due().exists()


def make_at_once(image: PortalImage) -> None:
    """Make the sizes of one picture now, for who fills the library and has no readers yet."""
    asked = AskedSizes.objects.filter(image=image).first()
    if asked is not None and _claim(asked):
        _make(asked)


def _due() -> QuerySet[AskedSizes]:
    # By the clock of the database: those of hosts differ.
    return AskedSizes.objects.waiting().filter(due_at__lte=Now())


def _claim_next() -> AskedSizes | None:
    # More than there are workers, and not all that a new library asks for.
    for asked in _due().select_related("image").order_by("due_at", "pk")[:20]:
        if _claim(asked):
            return asked
    return None


def _claim(asked: AskedSizes) -> bool:
    """Whether nobody else has begun with it, or asked for something else, meanwhile."""
    mine = AskedSizes.objects.filter(pk=asked.pk, turn=asked.turn, made_at=None).update(
        turn=F("turn") + 1, attempts=F("attempts") + 1, due_at=Now() + _CLAIM
    )
    asked.turn, asked.attempts = asked.turn + 1, asked.attempts + 1
    return mine == 1


def _put_off(asked: AskedSizes) -> None:
    """Leave all for later; it was no attempt when the disk or the bucket did not answer."""
    AskedSizes.objects.filter(pk=asked.pk, turn=asked.turn).update(attempts=F("attempts") - 1)
    AskedSizes.objects.waiting().update(due_at=Now() + _STORAGE_RESTS)


def _make(asked: AskedSizes) -> None:
    """Make what is missing. Raises OSError when files can be neither read nor written."""
    sizes: list[PortalRendition] = []
    try:
        not_made = _draw_into(sizes, asked.image)
        is_stored = _store(asked, sizes, not_made)
    except BaseException:
        _forget(sizes)
        raise
    if not is_stored:
        _forget(sizes)


def _draw_into(sizes: list[PortalRendition], image: PortalImage) -> str:
    """Draw what is missing, as far as it can be drawn; return why it could not, "" if it could."""
    not_made = ""
    try:
        with image.file.storage.open(image.file.name) as file:
            original = file.read()
    except FileNotFoundError:
        return NotMade.MISSING
    for wanted in missing(image):
        try:
            size = image.generate_rendition_instance(wanted, BytesIO(original))
        except Exception as failure:
            # A number of the system says that it is the disk, and not the picture.
            if getattr(failure, "errno", None) is not None:
                raise
            logger.warning("A size could not be drawn: %s", type(failure).__name__)
            not_made = NotMade.NOT_DRAWN if sizes else NotMade.UNREADABLE
            continue
        # Now, and not while the row is stored: a bucket takes its time.
        size.file.save(size.file.name, size.file.file, save=False)
        sizes.append(size)
    return not_made


def _store(asked: AskedSizes, sizes: list[PortalRendition], not_made: str) -> bool:
    """Store the sizes and how it went; False if others were asked for meanwhile."""
    with transaction.atomic():
        mine = AskedSizes.objects.filter(pk=asked.pk, turn=asked.turn)
        again = timedelta(minutes=2**asked.attempts)
        if not_made:
            is_mine = mine.update(not_made=not_made, due_at=Now() + again)
        else:
            is_mine = mine.update(not_made="", made_at=Now())
        if is_mine and sizes:
            PortalRendition.objects.bulk_create(sizes, ignore_conflicts=True)
            # A page that was shown without them is old.
            move()
    return bool(is_mine)


def _forget(sizes: list[PortalRendition]) -> None:
    for size in sizes:
        size.file.delete(save=False)
