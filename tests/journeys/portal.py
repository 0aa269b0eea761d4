"""What journeys share: commands beside the served portal, the admin's browser, widths."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = [320, 768, 1280]


class Manage:
    """The portal's commands, run beside its server."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.var_dir = Path(environment["VAR_DIR"])
        self.mail = self.var_dir / "mail"

    def __call__(self, *arguments: str, **environment: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        env = {**self.environment, **environment}
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def shell(self, code: str) -> str:
        """Run some lines of Python with the portal's models; return what they print."""
        return self("shell", "--no-imports", "-c", code)

    def delivered(self) -> list[str]:
        """The words of all mails that the worker has delivered, the oldest first."""
        self("worker", "--once")
        files = sorted(self.mail.glob("*.log"), key=os.path.getmtime)
        contents = (path.read_bytes().split(b"-" * 79 + b"\n") for path in files)
        mails = (mail for parts in contents for mail in parts if mail.strip())
        parsed = (message_from_bytes(mail, policy=policy.default) for mail in mails)
        return [mail.get_content() for mail in parsed]  # type: ignore[attr-defined]


@contextmanager
def logged_in(browser: Browser, portal: str, *, username: str, password: str) -> Iterator[Page]:
    """A browser of somebody of the staff, logged in, at the admin's front page."""
    context = browser.new_context(base_url=portal, locale="sv-SE", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto("/admin/login/")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    yield page
    context.close()


def fits(page: Page, width: int) -> None:
    """Check that the page needs no sideways scroll at a width, and leave it at that width."""
    page.set_viewport_size({"width": width, "height": 900})
    widest = page.evaluate("document.documentElement.scrollWidth")
    assert widest <= width, f"{page.url} is {widest} wide at {width}"
