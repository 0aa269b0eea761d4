"""How commands are given to a host of `make city`."""

import subprocess
from pathlib import Path

from deploy.local.hosts import Host
from deploy.local.portals import Installation, environment


def test_a_command_is_run_with_what_the_host_is_told_and_nothing_else(
    tmp_path: Path, monkeypatch
) -> None:
    at = "postgres://portal@127.0.0.1:1/portal"
    told = environment(tmp_path, port=8443, database=at, redis="", mail="smtp://127.0.0.1:25")
    host = Host("one", "127.0.0.1", 8000)
    script = Installation(host, tmp_path, told, files=tmp_path / "var of one").write_manage()
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.test")
    asking = (
        "from django.conf import settings as s; print(s.VAR_DIR, s.DATABASES['default']['PORT'])"
    )
    ended = subprocess.run(
        [script, "shell", "--no-imports", "--command", asking],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout == f"{tmp_path}/var of one 1\n", ended.stderr
    assert script.stat().st_mode & 0o777 == 0o700
