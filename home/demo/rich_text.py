"""A small part of Markdown, turned into the HTML that Wagtail keeps for running text.

Understands ``## h2``, ``### h3``, paragraphs, ``- `` and ``1. `` lists, ``**bold**`` and
``[text](address)``. Everything else is plain text and escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.utils.html import escape

# Given the path of a page of ours ("/om/kakor/"), returns its id, or None when it is no page.
PageFinder = Callable[[str], int | None]

_HEADING = re.compile(r"(#{2,3}) (.+)\Z")
_BULLET = re.compile(r"- (.+)\Z", re.DOTALL)
_NUMBERED = re.compile(r"\d+\. (.+)\Z", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def to_rich_text(markdown: str, find_page: PageFinder, *, line_breaks: bool = False) -> str:
    """Return the HTML of a text; with ``line_breaks`` every line of a paragraph stays a line."""
    return "".join(
        _paragraphs(paragraph, find_page, line_breaks)
        for paragraph in re.split(r"\n\s*\n", markdown.strip())
        if paragraph.strip()
    )


def _paragraphs(paragraph: str, find_page: PageFinder, line_breaks: bool) -> str:
    lines = [line.strip() for line in paragraph.strip().splitlines()]
    if (match := _HEADING.match(lines[0])) and len(lines) == 1:
        level = len(match[1])
        return f"<h{level}>{_inline(match[2], find_page)}</h{level}>"
    for pattern, tag in ((_BULLET, "ul"), (_NUMBERED, "ol")):
        if all(pattern.match(line) for line in lines):
            return f"<{tag}>{''.join(_items(lines, pattern, find_page))}</{tag}>"
    # A list may follow its lead-in directly, as "Du kan" does.
    if len(lines) > 1 and not line_breaks and all(_BULLET.match(line) for line in lines[1:]):
        return _paragraphs(lines[0], find_page, False) + _paragraphs(
            "\n".join(lines[1:]), find_page, False
        )
    separator = "<br/>" if line_breaks else " "
    return f"<p>{separator.join(_inline(line, find_page) for line in lines)}</p>"


def _items(lines: list[str], pattern: re.Pattern[str], find_page: PageFinder) -> Iterator[str]:
    for line in lines:
        match = pattern.match(line)
        if match is not None:
            yield f"<li>{_inline(match[1], find_page)}</li>"


def _inline(text: str, find_page: PageFinder) -> str:
    def link(match: re.Match[str]) -> str:
        address = match[2]
        page_id = find_page(address) if address.startswith("/") else None
        if page_id is not None:
            return f'<a linktype="page" id="{page_id}">{match[1]}</a>'
        return f'<a href="{address}">{match[1]}</a>'

    return _BOLD.sub(r"<b>\1</b>", _LINK.sub(link, str(escape(text))))
