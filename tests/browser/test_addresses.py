"""The browser checks leave no kind of page out."""

from wagtail.models import Page, get_page_models

from tests.browser.addresses import PAGES


def test_every_page_type_is_looked_at(demo: None) -> None:
    paths = [address.path.partition("?")[0] for address in PAGES]
    looked_at = {page.specific_class for page in Page.objects.live() if page.url in paths}
    ours = {model for model in get_page_models() if not model.__module__.startswith("wagtail")}
    assert {model.__name__ for model in ours - looked_at} == set()
