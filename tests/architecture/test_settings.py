"""Production starts only when it is told everything, and is then strict."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.thorough

ROOT = Path(settings.PROJECT_DIR)
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "a-long-text-that-only-this-test-knows-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "trygghet.example.se",
    "DATABASE_URL": "postgres://portal:secret@db.example.se/portal",
    "WAGTAILADMIN_BASE_URL": "https://trygghet.example.se",
    "DEFAULT_FROM_EMAIL": "trygghet@example.se",
    "EMAIL_URL": "smtp://localhost:25",
}
SECRETS = sorted(set(PRODUCTION) - {"DJANGO_SETTINGS_MODULE"})


def manage(*arguments: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **env},
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_is_clean() -> None:
    checked = manage("check", "--deploy", "--fail-level", "INFO", env=PRODUCTION)
    assert checked.returncode == 0, checked.stderr


def refusal(env: dict[str, str]) -> str:
    """What somebody who starts production with `env` is told: one sentence and no trace."""
    started = manage("check", env=env)
    assert started.returncode != 0
    (sentence,) = started.stderr.strip().splitlines()
    return sentence


@pytest.mark.parametrize("name", SECRETS)
def test_production_says_which_setting_is_missing(name: str) -> None:
    said = refusal({key: value for key, value in PRODUCTION.items() if key != name})
    assert said.startswith(f"Set the environment variable {name}: ")


def test_production_with_a_bucket_of_pictures_wants_a_bucket_for_cases_too() -> None:
    said = refusal({**PRODUCTION, "AWS_STORAGE_BUCKET_NAME": "bilder"})
    assert said.startswith("Set the environment variable AWS_PRIVATE_BUCKET_NAME: ")


@pytest.mark.parametrize(
    "address",
    ["rubbish", "http://db/portal", "mysql://db/portal", "postgres://u:hemligt@db:x/y", "sqlite"],
)
@pytest.mark.parametrize("settings_module", ["production", "dev"])
def test_an_address_of_no_database_is_refused_without_being_shown(
    address: str, settings_module: str
) -> None:
    module = {"DJANGO_SETTINGS_MODULE": f"config.settings.{settings_module}"}
    said = refusal({**PRODUCTION, **module, "DATABASE_URL": address})
    assert said.startswith("Set the environment variable DATABASE_URL: ")
    # It may hold a password.
    assert "hemligt" not in said


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("EMAIL_URL", "rubbish"),
        ("EMAIL_URL", "gopher://anna:hemligt@post"),
        ("EMAIL_URL", "smtp://anna:hemligt@post:x"),
        ("REDIS_URL", "rubbish"),
        ("REDIS_URL", "http://anna:hemligt@redis"),
    ],
)
def test_an_address_of_no_mail_server_or_cache_is_refused_without_being_shown(
    name: str, address: str
) -> None:
    said = refusal({**PRODUCTION, name: address})
    assert said.startswith(f"Set the environment variable {name}: ")
    assert "hemligt" not in said


def production(expression: str) -> str:
    shown = manage("shell", "--no-imports", "-c", f"{_IMPORT}; print({expression})", env=PRODUCTION)
    assert shown.returncode == 0, shown.stderr
    return shown.stdout.strip()


_IMPORT = "from django.conf import settings"


def test_production_keeps_cookies_and_errors_to_itself() -> None:
    strict = (
        "[settings.DEBUG, settings.DEMONSTRATION, settings.SESSION_COOKIE_SECURE,"
        " settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT]"
    )
    assert production(strict) == "[False, False, True, True, True]"


def test_public_pages_allow_nothing_inline_and_no_other_host() -> None:
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert policy["default-src"] == ["'none'"]
    allowed = {source for sources in policy.values() for source in sources}
    assert allowed == {"'none'", "'self'", "data:"}
    assert policy["script-src"] == ["'self'"]


def test_the_test_suite_runs_with_the_portals_own_middleware() -> None:
    assert production("len(settings.MIDDLEWARE)") == str(len(settings.MIDDLEWARE))


@pytest.mark.parametrize(("proxies", "believed"), [("", False), ("0", False), ("1", True)])
def test_a_forwarded_protocol_is_believed_from_a_proxy_of_ours_only(
    proxies: str, believed: bool
) -> None:
    env = {**PRODUCTION, "TRUSTED_PROXY_COUNT": proxies} if proxies else PRODUCTION
    shown = manage("diffsettings", env=env)
    assert ("\nSECURE_PROXY_SSL_HEADER = (" in shown.stdout) == believed, shown.stderr


def test_secrets_may_come_from_files(tmp_path: Path) -> None:
    kept = tmp_path / "secret_key"
    kept.write_text(PRODUCTION["SECRET_KEY"] + "\n")
    link = tmp_path / "link_key"
    link.write_text("links\n")
    env = {name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"}
    env |= {"SECRET_KEY_FILE": str(kept), "LINK_KEY_FILE": str(link), "LINK_KEY_FALLBACKS": "a,b"}
    told = "[settings.SECRET_KEY, settings.PURPOSE_KEYS]"
    shown = manage("shell", "--no-imports", "-c", f"{_IMPORT}; print({told})", env=env)
    assert shown.stdout.strip() == str(
        [PRODUCTION["SECRET_KEY"], {"LINK_KEY": ["links", "a", "b"]}]
    )


def test_a_file_of_a_secret_that_cannot_be_read_is_named() -> None:
    said = refusal({**PRODUCTION, "SECRET_KEY_FILE": "none/secret"})
    assert said.startswith("Set the environment variable SECRET_KEY_FILE: ")
