"""The Nu HTML checker, run once for all pages: starting Java costs more than checking."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"


def complaints(folder: Path) -> dict[str, list[str]]:
    """Return errors and warnings on the HTML files in `folder`: file name to texts.

    Mere remarks, such as that rich text closes its line breaks, are left out.
    """
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--skip-non-html", str(folder)]
    checked = subprocess.run(command, capture_output=True, text=True)
    found: dict[str, list[str]] = {}
    for message in json.loads(checked.stderr)["messages"]:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        where = f"line {message.get('lastLine', '?')}: {message['message']}"
        shown = f"{where}\n    {message.get('extract', '').strip()}"
        found.setdefault(Path(message["url"]).name, []).append(shown)
    return found
