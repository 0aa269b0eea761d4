"""What Chromium prints, measured."""

import re

from playwright.sync_api import Page

# What must be on the sheet as a whole; everything else may be cut when there is too much.
_NOT_ON_IT = """() => {
  const sheet = document.querySelector('.poster').getBoundingClientRect();
  return ['h1', '.poster__when', '.poster__foot', '.poster__code svg', '.poster__address']
    .filter(name => {
      const box = document.querySelector(name).getBoundingClientRect();
      return box.height < 10 || box.bottom > sheet.bottom || box.right > sheet.right + 1;
    });
}"""


def is_one_sheet(poster: Page) -> None:
    """Check that the poster prints as one sheet of A4 that has on it what matters most."""
    poster.emulate_media(media="print")
    assert poster.evaluate(_NOT_ON_IT) == []
    printed = poster.pdf(prefer_css_page_size=True, print_background=True)
    poster.emulate_media(media="screen")
    assert re.findall(rb"/Count (\d+)", printed) == [b"1"]
    (box,) = set(re.findall(rb"/MediaBox ?\[([\d. ]+)\]", printed))
    width, height = (float(number) for number in box.split()[2:])
    # 210 by 297 millimetres, in points.
    assert abs(width - 595.3) < 1
    assert abs(height - 841.9) < 1
