"""The drift of the projection is what a rebuild would mend, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models import MeasureIndexPage
from searching.entries.drift import drift
from searching.entries.projection import rebuild
from searching.models import SearchEntry
from tests.factories.home import MeasureFactory

pytestmark = pytest.mark.django_db


def test_what_is_written_with_its_page_has_not_drifted(measure_index: MeasureIndexPage) -> None:
    page = MeasureFactory(parent=measure_index)
    MeasureFactory(parent=measure_index, publish=False)
    PageViewRestriction.objects.create(
        page=MeasureFactory(parent=measure_index), restriction_type=PageViewRestriction.LOGIN
    )
    page.save_revision().publish()
    assert drift() == 0


@pytest.mark.usefixtures("measure_index")
@pytest.mark.parametrize("how", ["unfound", "hidden", "outdated"])
def test_a_page_that_search_has_wrong_counts_until_a_rebuild(
    measure_index: MeasureIndexPage, how: str
) -> None:
    page = MeasureFactory(parent=measure_index)
    if how == "unfound":
        SearchEntry.objects.filter(page=page).delete()
    elif how == "hidden":
        Page.objects.filter(pk=page.pk).update(live=False)
    else:
        later = timezone.now() + timedelta(minutes=5)
        Page.objects.filter(pk=page.pk).update(last_published_at=later)
    assert drift() == 1
    if how != "outdated":
        rebuild()
        assert drift() == 0
