"""Pictures of the portal to look at: `make screenshots`, or `python -m tests.browser.screenshots`.

Serves the database of DATABASE_URL, or that of `make run`, and writes one PNG for each address,
width and colour scheme into var/screenshots. Addresses may be given; else it is the main pages.
`--fold` ends each picture at the lower edge of the first screen. `--admin` logs in first.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.browser.addresses import PAGES
from tests.browser.chromium import chromium
from tests.browser.server import ROOT, collect_static, environment, serving

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var")).resolve()
ADMIN = ["/admin/", "/admin/pages/", "/admin/reports/site-history/"]


def main() -> None:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("addresses", nargs="*", help="paths such as /platser/")
    parser.add_argument("--fold", action="store_true", help="only the first screen")
    parser.add_argument("--admin", action="store_true", help="log in as the user of `make run`")
    chosen = parser.parse_args()
    paths = chosen.addresses or (ADMIN if chosen.admin else [page.path for page in PAGES])
    folder = VAR / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    database = os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'portal.sqlite3'}")
    env = environment(database, VAR)
    collect_static(env)
    with serving(env, folder / "server.log") as portal, chromium() as browser:
        context = browser.new_context(base_url=portal, locale="sv-SE", reduced_motion="reduce")
        if chosen.admin:
            _log_in(context)
        page = context.new_page()
        for path in paths:
            _picture(page, path, folder, full=not chosen.fold)
    sys.stdout.write(f"{len(paths) * len(WIDTHS) * len(SCHEMES)} pictures in {folder}\n")


def _picture(page: Page, path: str, folder: Path, *, full: bool) -> None:
    page.goto(path)
    name = path.strip("/").replace("/", "-").replace("?", "_").replace("&", "_") or "front"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=full)


def _log_in(context: BrowserContext) -> None:
    kept = json.loads((VAR / "admin-login.json").read_text())
    page = context.new_page()
    page.goto("/admin/login/")
    page.locator("[name=username]").fill("admin")
    page.locator("[name=password]").fill(kept["password"])
    page.locator("form [type=submit]").first.click()
    page.wait_for_url("**/admin/")
    page.close()


if __name__ == "__main__":
    main()
