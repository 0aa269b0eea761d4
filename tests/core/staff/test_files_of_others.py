"""Who writes without publishing keeps their own pictures and documents, not those of others."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document

from core.models import PortalImage, User
from core.staff.roles import Role
from tests.factories.files import pdf_bytes, png_bytes
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
KINDS = {
    "image": (PortalImage, "/admin/images/{pk}/", "/admin/images/{pk}/delete/"),
    "document": (Document, "/admin/documents/edit/{pk}/", "/admin/documents/delete/{pk}/"),
}
MAY = {
    Role.EDITOR: False,
    Role.CASE_OFFICER: False,
    Role.COMMUNICATOR: True,
    Role.ADMINISTRATOR: True,
}


@pytest.fixture(autouse=True)
def _own_library(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.LIBRARY_ROOT = tmp_path / "media", tmp_path / "library"


def file_of(kind: str, owner: User) -> Any:
    content = png_bytes() if kind == "image" else pdf_bytes()
    name = "bild.png" if kind == "image" else "protokoll.pdf"
    return KINDS[kind][0]._default_manager.create(
        title="Så här var det", file=ContentFile(content, name), uploaded_by_user=owner
    )


def ways(kind: str, pk: int) -> list[str]:
    """Every way to delete it: alone, from the uploader, among several."""
    bulk = f"/admin/bulk/{'wagtailimages/image' if kind == 'image' else 'wagtaildocs/document'}"
    return [
        KINDS[kind][2].format(pk=pk),
        f"/admin/{kind}s/multiple/{pk}/delete/",
        f"{bulk}/delete/?id={pk}",
        f"{'/admin/bulk/core/portalimage' if kind == 'image' else bulk}/delete/?id={pk}",
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", MAY)
def test_files_of_others_are_changed_and_deleted_by_who_publishes(kind: str, role: Role) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(groups=(role,)))
    made = file_of(kind, UserFactory())
    manager, edit, _delete = KINDS[kind]
    client.post(edit.format(pk=made.pk), {"title": "Nytt", "collection": made.collection_id})
    assert (manager._default_manager.get(pk=made.pk).title == "Nytt") is MAY[role]
    for address in ways(kind, made.pk):
        client.post(address, headers={"x-requested-with": "XMLHttpRequest"})
        if not MAY[role]:
            assert manager._default_manager.filter(pk=made.pk).exists(), address
    assert manager._default_manager.filter(pk=made.pk).exists() is not MAY[role]


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_has_uploaded_a_file_may_delete_it(kind: str) -> None:
    editor = UserFactory(groups=(Role.EDITOR,))
    client = Client()
    client.force_login(editor)
    made = file_of(kind, editor)
    client.post(KINDS[kind][2].format(pk=made.pk))
    assert not KINDS[kind][0]._default_manager.filter(pk=made.pk).exists()
