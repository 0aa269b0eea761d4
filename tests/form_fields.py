"""What a browser would send with a form of ours. Knows no Django: whoever attacks uses it too."""

from html.parser import HTMLParser

Fields = dict[str, list[str]]


class _Form(HTMLParser):
    """Collects what would be sent with the POST form of a page, its buttons left out."""

    def __init__(self) -> None:
        super().__init__()
        self.values: Fields = {}
        self._textarea = ""
        self._is_in_form = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._is_in_form = given.get("method") == "post"
        name = given.get("name")
        if not self._is_in_form or not name:
            return
        if tag == "textarea":
            self._textarea = name
            self.values[name] = [""]
        elif tag == "input":
            is_box = given.get("type") in {"checkbox", "radio"}
            if not is_box or "checked" in given:
                value = given.get("value") or ("on" if is_box else "")
                self.values.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            # A browser leaves out the line end right after the opening tag.
            self.values[self._textarea][0] = self.values[self._textarea][0].removeprefix("\n")
            self._textarea = ""


def form_in(html: str) -> Fields:
    """Return what would be sent if nothing were changed."""
    parser = _Form()
    parser.feed(html)
    return parser.values
