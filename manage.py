#!/usr/bin/env python
"""Run a Django command with the site folder on the path."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

    from django.core.management import execute_from_command_line

    from config.env import UnusableSetting
    from config.own_files import keep_to_ourselves

    keep_to_ourselves(sys.argv[1] if len(sys.argv) > 1 else "")

    try:
        execute_from_command_line(sys.argv)
    except UnusableSetting as error:
        # Whoever starts the portal needs to know what to set, not where it was read.
        sys.exit(str(error))
