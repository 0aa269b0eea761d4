"""Finding what is Swedish on a page that is in English."""

import re
from html.parser import HTMLParser
from typing import Any

# Words that a page in Swedish can hardly do without, and that English does not have.
TELLTALES = """
    och att inte är som för på av till från det du vi ditt din vår här när om med eller ett
    sök sida sidan sidor plats platser platsen insats insatser svar nyhet nyheter aktör aktörer
    meny frivilligt fel träff träffar visa skicka skriv akut källa källor uppgift pågår pågick
    planerad genomförd nästa föregående startsidan förslag granskad ja nej område stadsdel torg
"""
NAMES = ("Myndigheten för digital förvaltning (Digg)",)
VOID = {"meta", "link", "input", "img", "br", "hr", "source", "path", "rect", "line", "circle"}
SPOKEN = ("alt", "title", "placeholder", "aria-label", "data-found", "data-none", "content")


class _Shown(HTMLParser):
    """Collects what a reader sees or hears of a page, but for what is marked as Swedish."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        outer = self._open[-1][1] if self._open else False
        is_swedish = given["lang"] == "sv" if given.get("lang") else outer
        if not is_swedish:
            said = [given[name] or "" for name in SPOKEN if name in given]
            self.words += [text for text in said if not text.startswith("http")]
        if tag not in VOID:
            self._open.append((tag, is_swedish or tag in {"script", "style"}))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._open or not self._open[-1][1]:
            self.words.append(data)


def swedish_words(response: Any) -> set[str]:
    """Return the telltale words that an English page says without marking them as Swedish."""
    text = response.content.decode()
    assert '<html lang="en"' in text
    parser = _Shown()
    parser.feed(text)
    shown = " ".join(parser.words)
    for name in NAMES:
        shown = shown.replace(name, "")
    return set(re.findall(r"\w+", shown.casefold())) & set(TELLTALES.split())
