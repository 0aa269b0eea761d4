"""Publishing one change of a dialogue, and keeping the dialogue one in all its languages."""

from collections.abc import Callable

from core.models import User
from dialogues.events.models import DialoguePage
from dialogues.events.shared_fields import COMMON


def publish_alone(
    page: DialoguePage, change: Callable[[DialoguePage], None], *, officer: User | None
) -> None:
    """Publish a change alone. A draft that somebody is writing gets it too and stays a draft."""
    is_draft = page.has_unpublished_changes or not page.live
    draft = page.get_latest_revision_as_object() if is_draft else None
    for version in filter(None, (page, draft)):
        change(version)
        _keep_until_the_end(version)
    # What was decided is read from the row, whatever its versions say.
    DialoguePage.objects.filter(pk=page.pk).update(**_common(page))
    if page.live:
        page.save_revision(user=officer, log_action=False).publish(user=officer)
    if draft:
        draft.save_revision(user=officer, log_action=False, clean=False)


def share(dialogue: DialoguePage, *, officer: User | None) -> None:
    """Let a published dialogue be held at the same time and in the same way in every language."""
    same = DialoguePage.objects.filter(translation_key=dialogue.translation_key)
    common = _common(dialogue)

    def change(version: DialoguePage) -> None:
        for name, value in common.items():
            setattr(version, name, value)

    for page in same.filter(alias_of__isnull=True).exclude(pk=dialogue.pk):
        if _common(page) != common:
            publish_alone(page, change, officer=officer)


def _common(page: DialoguePage) -> dict[str, object]:
    return {name: getattr(page, name) for name in COMMON}


def _keep_until_the_end(version: DialoguePage) -> None:
    """The page of what is held later than it was stays as long; of what has no day, for good."""
    ends_at = None if version.is_postponed else version.ends_at
    if version.expire_at and (ends_at is None or version.expire_at < ends_at):
        version.expire_at = None
