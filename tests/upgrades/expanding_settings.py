"""The portal's next version, as far as its database goes: one migration more."""

from tests.browser.settings import *  # noqa: F403
from tests.browser.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.upgrades.expanding"]
