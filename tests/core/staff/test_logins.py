"""Who can log in to a demonstration: one administrator and, beside, somebody with each role."""

from pathlib import Path

import pytest
from pytest_django import Settings

from config import logins
from core.models import User
from core.staff.roles import Role

pytestmark = pytest.mark.django_db


def test_each_role_can_be_tried_with_the_kept_password_until_it_is_changed(
    settings: Settings, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path
    _name, password = logins.administrator()
    assert logins.demonstrators() == ["redaktor", "kommunikator", "handlaggare"]
    editor = User.objects.get(username="redaktor")
    assert editor.check_password(password)
    assert [group.name for group in editor.groups.all()] == [Role.EDITOR]
    assert not editor.is_superuser
    editor.set_password("en egen hemlighet")
    editor.save()
    User.objects.filter(username="handlaggare").update(is_active=False)
    assert logins.demonstrators() == ["kommunikator"]
    assert (tmp_path / logins.KEPT).stat().st_mode & 0o077 == 0
