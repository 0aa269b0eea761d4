"""The embedded default as `make run` serves it, with addresses that fail on purpose.

Its clock can be moved.
"""

from config.settings.dev import *  # noqa: F403
from config.settings.dev import VAR_DIR
from tests.browser.moved_clock import follow_clock

ROOT_URLCONF = "tests.browser.urls"
follow_clock(VAR_DIR)
