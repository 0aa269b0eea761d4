"""Collects the words for translation so that the file says the same wherever it was made."""

import re
from pathlib import Path

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Django's command without guesses and without the time. Run at the root of the project."""

    # A guessed translation has to be read as carefully as a missing one, but looks finished.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Write the catalogue, whose header would else be another each time."""
        super().write_po_file(potfile, locale)
        catalogue = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        text = catalogue.read_text()
        catalogue.write_text(re.sub(r'^"POT-Creation-Date: .*"\n', "", text, flags=re.MULTILINE))
