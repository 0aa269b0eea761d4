"""Files are scanned when there is a scanner, and none is taken that it has not seen."""

import io
import socket
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework.files import waiting_files
from casework.files.file_types import FileRefused, Reason
from casework.files.virus_scanner import scan
from tests.casework.files import clamd
from tests.factories import files as make


def verdict(content: bytes) -> Reason | None:
    try:
        scan(io.BytesIO(content))
    except FileRefused as refused:
        return refused.reason
    return None


def test_without_a_scanner_nothing_is_asked(settings: Any) -> None:
    settings.CLAMD_SOCKET = ""
    assert verdict(clamd.VIRUS) is None


@pytest.mark.parametrize("by_path", [True, False])
def test_the_scanner_hears_the_whole_file_and_is_obeyed(
    settings: Any, tmp_path: Path, by_path: bool
) -> None:
    with clamd.listening(tmp_path / "clamd.ctl" if by_path else None) as (address, heard):
        settings.CLAMD_SOCKET = address
        whole = b"0123456789" * 20_000
        assert verdict(whole) is None
        assert heard == [whole]
        assert verdict(whole + clamd.VIRUS) is Reason.INFECTED


def test_what_is_longer_than_the_scanner_hears_is_not_taken(settings: Any, tmp_path: Path) -> None:
    with clamd.listening(tmp_path / "clamd.ctl") as (address, _heard):
        settings.CLAMD_SOCKET = address
        assert verdict(b"x" * (clamd.MOST * 3)) is Reason.UNSCANNED


@pytest.mark.parametrize("address", ["none", "/none/clamd.ctl", "127.0.0.1:x"])
def test_without_an_answer_nothing_is_taken(settings: Any, address: str) -> None:
    settings.CLAMD_SOCKET = address
    assert verdict(b"x") is Reason.UNSCANNED


def test_a_scanner_that_hangs_up_has_not_scanned(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMD_SOCKET = f"127.0.0.1:{silent.getsockname()[1]}"
        silent.close()
        assert verdict(b"x") is Reason.UNSCANNED


def test_what_residents_send_is_scanned(settings: Any, tmp_path: Path) -> None:
    infected = SimpleUploadedFile("plan.pdf", make.pdf_bytes(clamd.VIRUS.decode()))
    with clamd.listening(tmp_path / "clamd.ctl") as (address, _heard):
        settings.CLAMD_SOCKET = address
        with pytest.raises(FileRefused) as refused:
            waiting_files.examine(infected)
    assert refused.value.reason is Reason.INFECTED
