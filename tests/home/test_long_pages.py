"""What grows without end is shown a page at a time."""

from django.test import Client

from core.models import PageSource
from home import models
from searching.lists.paging import PAGE_LENGTH
from tests.factories import home as make


def test_what_an_actor_does_is_shown_a_page_at_a_time(
    actor_index: models.ActorIndexPage, measure_index: models.MeasureIndexPage, visitor: Client
) -> None:
    actor = make.ActorFactory(slug="polisen")
    for _ in range(PAGE_LENGTH + 1):
        models.MeasureActor.objects.create(
            measure=make.MeasureFactory(parent=measure_index), actor=actor
        )
    first = visitor.get("/aktorer/polisen/")
    assert len(first.context["doing"].rows) == PAGE_LENGTH
    assert 'href="/aktorer/polisen/?sida=2"' in first.text
    assert len(visitor.get("/aktorer/polisen/?sida=2").context["doing"].rows) == 1
    assert visitor.get("/aktorer/polisen/?sida=x").status_code == 200


def test_what_builds_on_an_answer_is_shown_a_page_at_a_time(
    answer_index: models.AnswerIndexPage, measure_index: models.MeasureIndexPage, visitor: Client
) -> None:
    answer = make.AnswerFactory(parent=answer_index)
    for _ in range(PAGE_LENGTH + 1):
        make.MeasureFactory(parent=measure_index, source_links=[PageSource(document=answer)])
    first = visitor.get(answer.url)
    assert len(first.context["builds_on"].rows) == PAGE_LENGTH
    assert f'href="{answer.url}?sida=2"' in first.text


def test_a_place_with_very_many_places_leads_to_all_of_them(
    place_index: models.PlaceIndexPage, visitor: Client
) -> None:
    district = make.PlaceFactory(parent=place_index, district=True)
    for _ in range(60):
        make.PlaceFactory(parent=district)
    hub = visitor.get(district.url).context["hub"]
    assert (len(hub.inside), hub.inside_url) == (60, "")
    make.PlaceFactory(parent=district)
    page = visitor.get(district.url)
    assert len(page.context["hub"].inside) == 60
    assert f'href="/platser/?plats={district.slug}"' in page.text
