"""A measure tells no result without how it is known and what it does not show."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError

from home.measures.blocks import ResultStream
from home.models import MeasurePage

# Wagtail asks for the type of content of every page that is made.
pytestmark = pytest.mark.django_db
RESULT = {"text": "Fler vuxna syns ute.", "evidence": "Egen räkning hösten 2024."}


def measure(**values: object) -> MeasurePage:
    return MeasurePage(title="Nattvandring", slug="nattvandring", **values)


@pytest.mark.parametrize("caveat", ["", "  \n"])
def test_a_result_without_its_caveat_is_refused(caveat: str) -> None:
    with pytest.raises(ValidationError) as refused:
        measure(results=[("result", RESULT)], results_caveat=caveat).clean()
    assert set(refused.value.message_dict) == {"results_caveat"}


def test_a_result_with_its_caveat_is_taken() -> None:
    page = measure(results=[("result", RESULT)], results_caveat="Vi vet inte om brotten minskar.")
    page.clean()
    assert page.results[0].value["text"] == RESULT["text"]


def test_a_result_without_how_it_is_known_is_refused() -> None:
    stream = ResultStream()
    value = stream.to_python([{"type": "result", "value": {**RESULT, "evidence": ""}}])
    with pytest.raises(StreamBlockValidationError) as refused:
        stream.clean(value)
    assert "evidence" in refused.value.block_errors[0].block_errors
