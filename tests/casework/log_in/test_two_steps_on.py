"""Two steps are switched on by the environment alone, and without it nothing of them is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

ROOT = Path(settings.PROJECT_DIR)
ON = {
    "SECOND_STEP": "1",
    "SECOND_STEP_ROLES": "Handläggare,Administratör",
    "PASSKEYS_WITHOUT_HTTPS": "1",
}
# Hides packages from whatever is imported after it.
WITHOUT_ALLAUTH = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"allauth", "fido2", "qrcode", "oauthlib", "jwt"}:
            raise ModuleNotFoundError(f"{name} is not installed", name=name)
sys.meta_path.insert(0, Hidden())
import django
django.setup()
from django.core.management import call_command
from django.urls import get_resolver
call_command("check")
get_resolver().reverse_dict
ours = ("allauth", "casework.two_steps")
told = sorted(each for each in sys.modules if each.startswith(ours))
print(told)
"""


def run(*command: str, env: dict[str, str], most_s: int) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "site:.", **env},
        capture_output=True,
        text=True,
        timeout=most_s,
    )


@pytest.mark.thorough
@pytest.mark.processes
@pytest.mark.django_db
def test_all_tests_of_two_steps_pass_where_they_are_on() -> None:
    """Asks for the database first, so that the other process finds it migrated."""
    env = {**ON, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    chosen = ("-m", "pytest", "-m", "not browser", "tests/two_steps")
    tested = run(*chosen, env=env, most_s=1800)
    assert tested.returncode == 0, tested.stdout[-6000:]
    assert " passed" in tested.stdout


@pytest.mark.processes
def test_without_the_setting_nothing_of_it_is_imported_and_nothing_needed() -> None:
    env = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "SECOND_STEP": "", "OIDC_URL": ""}
    started = run("-c", WITHOUT_ALLAUTH, env=env, most_s=600)
    assert started.returncode == 0, started.stderr[-3000:]
    assert started.stdout.strip().splitlines()[-1] == "[]"


def test_without_the_setting_nothing_of_it_is_routed() -> None:
    for name in ("account_login", "mfa_index", "openid_connect_login"):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=["stad"] if name.startswith("open") else [])


PROVIDER = {
    "OIDC_URL": "https://login.example.se",
    "OIDC_CLIENT_ID": "portalen",
    "OIDC_CLIENT_SECRET": "hemlig",
    "OIDC_ROLES": "SG-H=Handläggare;CN=Red,OU=x=Redaktör",
}


@pytest.mark.processes
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"OIDC_ROLES": ""}, "OIDC_ROLES"),
        ({"OIDC_ROLES": "SG-H=Hövding"}, "OIDC_ROLES"),
        ({"OIDC_CLIENT_ID": ""}, "OIDC_CLIENT_ID"),
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET"),
    ],
)
def test_a_provider_that_is_half_set_up_is_refused_in_words(
    change: dict[str, str], named: str
) -> None:
    env = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", **PROVIDER, **change}
    said = run("manage.py", "check", env=env, most_s=600)
    assert said.returncode != 0
    assert said.stderr.strip().startswith(f"Set the environment variable {named}: ")


@pytest.mark.processes
def test_production_asks_officers_and_administrators_for_a_second_step(tmp_path: Path) -> None:
    env = {
        **PROVIDER,
        "SECOND_STEP": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "a-long-text-that-only-this-test-knows-0123456789-abcdefghij",
        "ALLOWED_HOSTS": "trygghet.example.se",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}",
        "WAGTAILADMIN_BASE_URL": "https://trygghet.example.se",
        "DEFAULT_FROM_EMAIL": "trygghet@example.se",
        "EMAIL_URL": "smtp://localhost:25",
    }
    told = (
        "from django.conf import settings; print(settings.SECOND_STEP_ROLES, settings.OIDC_ROLES)"
    )
    shown = run("manage.py", "shell", "--no-imports", "-c", told, env=env, most_s=600)
    roles = {"SG-H": "Handläggare", "CN=Red,OU=x": "Redaktör"}
    assert shown.stdout.strip() == f"['Handläggare', 'Administratör'] {roles}", shown.stderr
