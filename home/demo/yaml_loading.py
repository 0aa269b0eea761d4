"""YAML from a file: safe, quick, and strict about keys written twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

# The C loader reads the facts in a tenth of the time; not every build of PyYAML has it.
_FastLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(_FastLoader):
    """Refuses a mapping with the same key twice, where YAML would keep the last one silently."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping of a node; raise ConstructorError when a key comes twice."""
        keys = [key.value for key, _value in node.value]
        for number, (key, _value) in enumerate(node.value):
            if key.value in keys[:number]:
                raise yaml.constructor.ConstructorError(
                    None, None, f"”{key.value}” ×2", key.start_mark
                )
        result: dict[Any, Any] = super().construct_mapping(node, deep)
        return result


def load_yaml(path: Path) -> tuple[Any, str]:
    """Return the content of a file and, when it cannot be read, why not (else "")."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return None, _("filen finns inte eller går inte att läsa")
    except UnicodeDecodeError:
        return None, _("filen är inte UTF-8")
    return parse_yaml(text)


def parse_yaml(text: str) -> tuple[Any, str]:
    """Return the content of a text and, when it is no YAML, why not (else "")."""
    try:
        # StrictLoader is a SafeLoader; the checker only knows that one's own name.
        return yaml.load(text, StrictLoader), ""  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return None, _("rad %(line)s är inte giltig YAML: %(problem)s") % {
            "line": mark.line + 1 if mark else 1,
            "problem": getattr(error, "problem", error),
        }
