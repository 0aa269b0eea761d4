"""Settings are examined for use: what would stop mail, links or files later stops the start."""

import pytest
from django.core.checks import run_checks

from config.env import UnusableSetting
from config.examining.mail import can_send
from config.examining.registered import TAG, refuse_unusable
from tests.architecture.test_settings import PRODUCTION, manage


def found(**kwargs: bool) -> list[str]:
    return sorted(str(each.id).removeprefix("portal.") for each in run_checks(tags=[TAG], **kwargs))


@pytest.mark.parametrize(
    ("sender", "is_usable"),
    [
        ("trygghet@example.se", True),
        ("Trygghet <trygghet@example.se>", True),
        ('"Trygghet, Älvsjö" <trygghet@example.se>', True),
        ("Trygghet, Älvsjö <trygghet@example.se>", False),
        ("a@example.se, b@example.se", False),
        ("Trygghet", False),
        ("trygghet@", False),
        ("trygghet@example.se\nBcc: b@example.se", False),
        ("", False),
    ],
)
def test_a_sender_is_one_address_that_a_mail_can_be_from(sender: str, is_usable: bool) -> None:
    assert can_send(sender) == is_usable


BUCKET = {"BACKEND": "core.pictures.closed_s3.SizesS3Storage"}


def buckets(
    sizes: str, private: str, endpoint: str | None = None, **more: str
) -> dict[str, object]:
    names = {"sizes": sizes, "default": private, "private": private}
    return {
        alias: {**BUCKET, "OPTIONS": {"bucket_name": name, "endpoint_url": endpoint, **more}}
        for alias, name in names.items()
    }


SMTP = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}
CASES = [
    ({"DEFAULT_FROM_EMAIL": "Trygghet, Älvsjö <a@example.se>"}, "E101"),
    ({"SERVER_EMAIL": "root@"}, "E101"),
    ({"ADMINS": [("Anna", "anna")]}, "E102"),
    ({"CONTACT_EMAIL": "Anna <anna@example.se>"}, "E103"),
    ({**SMTP, "EMAIL_HOST": ""}, "E106"),
    ({**SMTP, "EMAIL_PORT": 70_000}, "E106"),
    ({**SMTP, "EMAIL_USE_TLS": True, "EMAIL_USE_SSL": True, "EMAIL_PORT": 25}, "E107"),
    ({**SMTP, "EMAIL_USE_TLS": True, "EMAIL_PORT": 465}, "E108"),
    ({**SMTP, "EMAIL_USE_SSL": True, "EMAIL_PORT": 587}, "E108"),
    ({**SMTP, "EMAIL_HOST_USER": "anna"}, "W109"),
    ({"ALLOWED_HOSTS": ["localhost", "https://trygghet.example.se"]}, "E201"),
    ({"ALLOWED_HOSTS": ["localhost", "trygghet.example.se:443"]}, "E201"),
    ({"ALLOWED_HOSTS": ["localhost", " trygghet.example.se"]}, "E201"),
    ({"WAGTAILADMIN_BASE_URL": "trygghet.example.se"}, "E202"),
    ({"WAGTAILADMIN_BASE_URL": "https://localhost/"}, "E202"),
    ({"WAGTAILADMIN_BASE_URL": "https://localhost:x"}, "E202"),
    ({"WAGTAILADMIN_BASE_URL": "https://anna:ord@localhost"}, "E202"),
    ({"WAGTAILADMIN_BASE_URL": "https://other.example.se"}, "E203"),
    ({"EMBED_ANCESTORS": ["'self'", "https://a.se;"]}, "E204"),
    ({"MAP_TILE_URL": "https://tiles.example.se/"}, "E205"),
    ({"MEDIA_ORIGIN": "bilder.example.se"}, "E209"),
    ({"MEDIA_ORIGIN": "https://bilder.example.se/media"}, "E209"),
    ({"STORAGES": buckets("Bilder", "arenden")}, "E304"),
    ({"STORAGES": buckets("s3://bilder", "arenden")}, "E304"),
    ({"STORAGES": buckets("bilder", "bilder")}, "E305"),
    ({"STORAGES": buckets("bilder", "arenden", "s3.example.se")}, "E306"),
    ({"STORAGES": buckets("bilder", "arenden", access_key="portal")}, "E307"),
    ({"STORAGES": buckets("bilder", "arenden", secret_key="hemlig")}, "E307"),
    ({"STORAGES": buckets("bilder", "arenden", region_name="eu north 1")}, "E310"),
    ({"CLAMD_SOCKET": "clamd"}, "E308"),
    ({"TRUSTED_PROXY_COUNT": -1}, "E401"),
    ({"PASSWORD_LENGTH": 4}, "E401"),
    ({"SESSION_IDLE_MINUTES": 0}, "E401"),
    ({"TIME_ZONE": "UTC"}, "E402"),
]


@pytest.mark.parametrize(("given", "told"), CASES)
def test_what_cannot_be_used_is_told(settings, given: dict[str, object], told: str) -> None:
    before = found()
    for name, value in given.items():
        setattr(settings, name, value)
    assert told not in before
    assert told in found()


@pytest.mark.parametrize(
    ("option", "is_known"),
    [("sslmode", True), ("connect_timeout", True), ("isolation_level", True), ("ssl", False)],
)
def test_an_option_that_postgresql_does_not_know_is_told(
    settings, monkeypatch: pytest.MonkeyPatch, option: str, is_known: bool
) -> None:
    described = {"ENGINE": "django.db.backends.postgresql", "NAME": "portal"}
    monkeypatch.setitem(settings.DATABASES, "default", {**described, "OPTIONS": {option: "3"}})
    assert ("E309" not in found()) == is_known


REDIS = {"BACKEND": "django.core.cache.backends.redis.RedisCache"}


@pytest.mark.parametrize("address", ["redis://host:x/0", "redis://host:6379/zero"])
def test_a_redis_that_cannot_be_is_told(settings, address: str) -> None:
    settings.CACHES = {**settings.CACHES, "other": {**REDIS, "LOCATION": address}}
    assert "E303" in found()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({**SMTP, "EMAIL_HOST": "post.example.se", "EMAIL_HOST_USER": "a"}, "E105"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "E104"),
        ({"ALLOWED_HOSTS": ["*"]}, "E206"),
        ({"ALLOWED_HOSTS": ["localhost", ".se"]}, "E206"),
        ({"SECURE_SSL_REDIRECT": True, "WAGTAILADMIN_BASE_URL": "http://localhost"}, "E207"),
        ({"SECRET_KEY": "kort"}, "E403"),
        ({"SECRET_KEY": "django-insecure-0123456789abcdefghijklmnop"}, "E405"),
        ({"SECRET_KEY": "change-me-0123456789abcdefghijklmnopqrst"}, "E405"),
        ({"PURPOSE_KEYS": {"LINK_KEY": ["a" * 60]}}, "E403"),
    ],
)
def test_what_no_public_portal_may_have_is_told_when_it_is_deployed(
    settings, given: dict[str, object], told: str
) -> None:
    for name, value in given.items():
        setattr(settings, name, value)
    assert told in found(include_deployment_checks=True)
    assert told not in found()


BAD = {"DEFAULT_FROM_EMAIL": "Trygghet, Älvsjö <trygghet@example.se>", "ALLOWED_HOSTS": "*"}


def test_what_serves_and_what_works_refuse_to_start_and_say_why(settings) -> None:
    settings.DEFAULT_FROM_EMAIL, settings.IS_PUBLIC = BAD["DEFAULT_FROM_EMAIL"], True
    with pytest.raises(UnusableSetting, match=r"DEFAULT_FROM_EMAIL is no address.*portal\.E101"):
        refuse_unusable()
    for command in (["worker", "--once"], ["shell", "-c", "import config.asgi"]):
        started = manage(*command, env={**PRODUCTION, **BAD})
        assert started.returncode != 0
        assert "(portal.E101)" in started.stderr
        assert "(portal.E206)" in started.stderr
        assert "Traceback" not in started.stderr


def test_the_deployment_check_says_it_too() -> None:
    checked = manage("check", "--deploy", env={**PRODUCTION, **BAD})
    assert checked.returncode != 0
    assert "portal.E101" in checked.stderr
    assert "portal.E206" in checked.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRUSTED_PROXY_COUNT", "one"),
        ("SESSION_MINUTES", "8h"),
        ("SECURE_SSL_REDIRECT", "ja"),
        ("SECURE_HSTS_SECONDS", ""),
        ("SECURE_HSTS_PRELOAD", "nej"),
    ],
)
def test_what_is_no_number_and_no_yes_or_no_is_named(name: str, value: str) -> None:
    started = manage("check", env={**PRODUCTION, name: value})
    assert started.returncode != 0
    assert started.stderr.startswith(f"Set the environment variable {name}: ")


def test_hosts_may_be_written_with_blanks_between() -> None:
    env = {**PRODUCTION, "ALLOWED_HOSTS": "trygghet.example.se, www.example.se ,"}
    checked = manage("check", "--deploy", "--fail-level", "INFO", env=env)
    assert checked.returncode == 0, checked.stderr
