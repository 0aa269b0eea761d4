"""One style sheet on the wire, many small ones to work in.

`main.css` imports a file for each component, from the folder of the app that it belongs to.
Browsers could follow the imports themselves, but each would cost a request, so collecting the
static files writes the imported text into the sheet.
"""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'@import url\("(?P<path>[^":]+)"\) layer\((?P<layer>[a-z]+)\);\n?')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(r'url\("(?P<path>(?!data:|/|#)[^":]+)"\)')
_BLANK = re.compile(r"\s*\n\s*")


def inlined(name: str, read: Callable[[str], str]) -> str:
    """Return the style sheet `name` with its imported sheets written into it, in their layers.

    `read` returns the text of a sheet by its name. Addresses in an imported sheet are rewritten so
    that they hold from where `name` lies. A missing sheet raises what `read` raises.
    """
    folder = PurePosixPath(name).parent

    def imported(match: re.Match[str]) -> str:
        path = match["path"]
        text = _COMMENT.sub("", read(normpath(folder / path)))
        return f"@layer {match['layer']} {{\n{_moved(text, PurePosixPath(path).parent)}\n}}\n"

    sheet = _IMPORT.sub(imported, _COMMENT.sub("", read(name)))
    return _BLANK.sub("\n", sheet).strip() + "\n"


def _moved(text: str, folder: PurePosixPath) -> str:
    """Return `text` with its addresses seen from the folder that `folder` is named from."""
    return _ADDRESS.sub(lambda match: f'url("{normpath(folder / match["path"])}")', text)


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed static files, with the portal's style sheet as one file."""

    bundles = ("css/main.css",)

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Compress with gzip alone: brotli, which is here for pages, takes ten seconds more."""
        return Compressor(use_brotli=False, **kwargs)

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Any:
        """Write the bundles before the files are hashed and compressed."""
        for name in () if dry_run else self.bundles:
            if name in paths:
                text = inlined(name, lambda path: self._source(paths, path))
                target = self.path(name)
                with open(target, "w", encoding="utf-8") as file:
                    file.write(text)
                # From here on the collected file is the source, not the one in the project.
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)

    @staticmethod
    def _source(paths: dict[str, Any], name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return str(file.read().decode())
