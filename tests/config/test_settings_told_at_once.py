"""Whoever sets a portal up learns of everything that is missing or useless with one attempt."""

from pathlib import Path

import pytest

from tests.architecture.test_settings import PRODUCTION, manage

pytestmark = [pytest.mark.processes, pytest.mark.thorough, pytest.mark.any_engine]

GOOD = {name: text for name, text in PRODUCTION.items() if name != "DJANGO_SETTINGS_MODULE"}


def told(env: dict[str, str], command: str = "check") -> list[str]:
    """What somebody reads who starts production with `env`, line by line."""
    module = {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    started = manage(command, env={**module, **env})
    assert started.returncode != 0
    assert "Traceback" not in started.stderr
    return started.stderr.strip().splitlines()


@pytest.mark.parametrize("command", ["check", "worker", "migrate"])
def test_all_that_is_missing_is_named_with_an_example(command: str) -> None:
    lines = told({}, command)
    named = [line.removeprefix("Set the environment variable ").split(":")[0] for line in lines]
    assert sorted(named) == sorted(GOOD)
    examples = ("token_urlsafe", "trygghet.example.se,", "postgres://", "https://trygghet", "smtp+")
    for example in (*examples, "trygghet@example.se"):
        assert any(example in line for line in lines)


def test_everything_comes_at_once(tmp_path: Path) -> None:
    decisions = tmp_path / "retention.toml"
    decisions.write_text("[no.such.rule]\ndays = 3\n")
    lines = told(
        {
            "SECRET_KEY": "kort",
            "ALLOWED_HOSTS": "a.example.se b.example.se",
            "DATABASE_URL": "mysql://db/portal",
            "WAGTAILADMIN_BASE_URL": "http://trygghet.example.se/portal",
            "TRUSTED_PROXY_COUNT": "one",
            "SECURE_SSL_REDIRECT": "ja",
            "REDIS_URL": "http://redis",
            "EMAIL_URL": "post",
            "LINK_KEY_FILE": str(tmp_path / "none"),
            "RETENTION_FILE": str(decisions),
            "AWS_STORAGE_BUCKET_NAME": "Bilder",
            "AWS_S3_CUSTOM_DOMAIN": "bilder.example.se",
            "SECOND_STEP": "kanske",
            "CONTACT_EMAIL": "trygghet",
        }
    )
    of_the_environment = {
        "DATABASE_URL": "no address such as postgres://",
        "DEFAULT_FROM_EMAIL": "for example trygghet@example.se",
        "EMAIL_URL": "no address such as smtp://",
        "REDIS_URL": "no address such as redis://",
        "TRUSTED_PROXY_COUNT": "no whole number",
        "SECURE_SSL_REDIRECT": "neither true nor false",
        "SECOND_STEP": "neither true nor false",
        "LINK_KEY_FILE": "cannot be read",
        "RETENTION_FILE": "rules that there are not: no.such.rule",
        "AWS_PRIVATE_BUCKET_NAME": "nobody but the portal can read",
        "AWS_S3_CUSTOM_DOMAIN": "named in MEDIA_ORIGIN",
    }
    for name, what in of_the_environment.items():
        (line,) = [each for each in lines if f"variable {name}: " in each]
        assert what in line
    of_the_checks = ("E103", "E201", "E202", "E304", "E403")
    for number in of_the_checks:
        assert any(f"(portal.{number})" in line for line in lines), (number, lines)
    assert len(lines) == len(of_the_environment) + len(of_the_checks)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("SECRET_KEY", "kort", "too short or too simple"),
        ("SECRET_KEY", "django-insecure-" + GOOD["SECRET_KEY"], "one of an example"),
        ("ALLOWED_HOSTS", "https://trygghet.example.se", "which no request can match"),
        ("ALLOWED_HOSTS", "trygghet.example.se www.example.se", "which no request can match"),
        ("ALLOWED_HOSTS", "*", "allows any host"),
        ("EMAIL_URL", "consolemail://", "leaves for nowhere"),
        ("EMAIL_URL", "", "Set the environment variable EMAIL_URL: the mail server"),
        ("DATABASE_URL", GOOD["DATABASE_URL"] + "?ssl=1", "does not know"),
        ("DATABASE_STATEMENT_SECONDS", "-1", "out of range"),
    ],
)
def test_one_that_cannot_be_used_keeps_the_worker_from_starting(
    name: str, value: str, why: str
) -> None:
    lines = told({**GOOD, name: value}, "worker")
    assert any(name in line and why in line for line in lines), lines


def test_hosts_and_origins_may_have_blanks_between_them() -> None:
    env = {
        **PRODUCTION,
        "ALLOWED_HOSTS": " trygghet.example.se , www.example.se ",
        "CSRF_TRUSTED_ORIGINS": "https://a.example.se, https://b.example.se",
    }
    checked = manage("check", "--deploy", "--fail-level", "INFO", env=env)
    assert checked.returncode == 0, checked.stderr


def test_a_variable_and_a_file_for_it_are_refused_together(tmp_path: Path) -> None:
    # As when a drill of restoring names a new place beside the file of the living one.
    (tmp_path / "database_url").write_text("postgres://portal@db.example.se/portal\n")
    (tmp_path / "secret_key").write_text(GOOD["SECRET_KEY"])
    both = {**GOOD, "DATABASE_URL_FILE": str(tmp_path / "database_url")}
    (line,) = told({**both, "DATABASE_URL": "postgres://portal@db.example.se/portal_new"})
    assert line == (
        "Set the environment variable DATABASE_URL or DATABASE_URL_FILE, not both:"
        " it cannot be told which is meant."
    )
    module = {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    alone = {**GOOD, "SECRET_KEY": "", "SECRET_KEY_FILE": str(tmp_path / "secret_key")}
    assert manage("check", env={**module, **alone}).returncode == 0
