"""An outage is what is not the fault of whoever asks, nor of the portal."""

import pytest

from core.chrome.outages import is_outage


def failure_of(module: str) -> Exception:
    """An error of a library that only installations with buckets have."""
    kind = type("Failure", (Exception,), {"__module__": module})
    below: type[Exception] = type("MoreExactly", (kind,), {})
    return below()


@pytest.mark.parametrize(
    "module", ["botocore.exceptions", "boto3.exceptions", "s3transfer.exceptions"]
)
def test_a_bucket_that_does_not_answer_is_an_outage(module: str) -> None:
    assert is_outage(failure_of(module))


@pytest.mark.parametrize(
    "mistake", [ValueError(), FileNotFoundError(), failure_of("somewhere.exceptions"), None]
)
def test_a_mistake_is_none(mistake: Exception | None) -> None:
    assert not is_outage(mistake)
