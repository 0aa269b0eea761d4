"""Who can log in to a portal on this machine: an administrator and, to try them out, each role."""

import json
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from core.models import User
from core.staff.roles import Role

ADMIN = "admin"
# Beside the database, readable by its owner only.
KEPT = "admin-login.json"
DEMONSTRATORS = {
    "redaktor": Role.EDITOR,
    "kommunikator": Role.COMMUNICATOR,
    "handlaggare": Role.CASE_OFFICER,
}


def administrator() -> tuple[str, str]:
    """Return the log-in of an administrator, made if there is none.

    The password is made once and kept beside the database. Every database on this machine gets
    the same one, until somebody chooses a better.
    """
    kept = _kept_login()
    user = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
    if user is None:
        user = User.objects.create(
            username=ADMIN,
            email=f"{ADMIN}@example.se",
            password=kept["hash"],
            is_staff=True,
            is_superuser=True,
        )
    is_kept = user.password == kept["hash"]
    return user.get_username(), kept["password"] if is_kept else "with the password you chose"


def demonstrators() -> list[str]:
    """Return the names of those with one role each and the kept password, made if they are missing.

    For the demonstration only. Whoever has another password or may not log in is left alone.
    """
    kept = _kept_login()
    for username, role in DEMONSTRATORS.items():
        given = {"email": f"{username}@example.se", "password": kept["hash"]}
        user, is_new = User.objects.get_or_create(username=username, defaults=given)
        if is_new:
            user.groups.set(Group.objects.filter(name=str(role)))
    usable = User.objects.filter(username__in=DEMONSTRATORS, password=kept["hash"], is_active=True)
    return list(usable.order_by("pk").values_list("username", flat=True))


def _kept_login() -> dict[str, str]:
    path = Path(settings.VAR_DIR) / KEPT
    if path.exists():
        login: dict[str, str] = json.loads(path.read_text())
        return login
    password = secrets.token_urlsafe(9)
    login = {"password": password, "hash": make_password(password)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(login))
    return login
