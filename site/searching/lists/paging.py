"""Pages of a list, and the links between them. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

PAGE_LENGTH = 20
# How many pages on each side of the present one have a link of their own.
_AROUND = 2


@dataclass(frozen=True)
class PageLink:
    """A link to a page of the list. A gap between links has neither number nor address."""

    number: int | None
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class ListPage:
    """Which page of a list is shown, of how many, and the addresses of the others."""

    number: int
    count: int
    previous_url: str
    next_url: str
    links: list[PageLink]

    @property
    def offset(self) -> int:
        """How many entries come before this page."""
        return (self.number - 1) * PAGE_LENGTH


def list_page(asked_for: int, total: int, url: Callable[[int], str]) -> ListPage:
    """Return page `asked_for` of a list of `total` entries, the last page if there are fewer."""
    count = max(1, -(-total // PAGE_LENGTH))
    number = min(max(1, asked_for), count)
    return ListPage(
        number=number,
        count=count,
        previous_url=url(number - 1) if number > 1 else "",
        next_url=url(number + 1) if number < count else "",
        links=_links(number, count, url),
    )


def _links(number: int, count: int, url: Callable[[int], str]) -> list[PageLink]:
    near = range(number - _AROUND, number + _AROUND + 1)
    shown = sorted({1, count, *(page for page in near if 1 <= page <= count)})
    links: list[PageLink] = []
    last = 0
    for page in shown:
        if page == last + 2:
            links.append(PageLink(last + 1, url(last + 1)))
        elif page > last + 2:
            links.append(PageLink(None))
        links.append(PageLink(page, url(page), is_current=page == number))
        last = page
    return links
