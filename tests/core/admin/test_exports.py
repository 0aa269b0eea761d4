"""Every list of the admin that can be exported: by a button, traced, in the form of all files."""

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from core.models import Actor, User
from core.traces.log import Trace
from tests.exported import fetched, table_of
from tests.roles.addresses import patterns

pytestmark = pytest.mark.django_db
ACTORS = "/admin/snippets/core/actor/"


def lists() -> list[str]:
    """The addresses of all lists whose view can write files, found from the resolver."""
    views = ((path, getattr(view, "view_class", None)) for path, view in patterns())
    return [
        f"/{path}"
        for path, view in views
        if view and issubclass(view, SpreadsheetExportMixin) and "<" not in path
    ]


def test_every_list_is_fetched_by_a_button_and_leaves_a_trace(
    administrator_client: Client, administrator: User
) -> None:
    found = lists()
    assert len(found) > 40
    for address in found:
        asked = administrator_client.get(f"{address}?export=csv")
        assert asked.status_code == 200, address
        assert 'method="post"' in asked.content.decode(), address
        assert "Content-Disposition" not in asked, address
        assert not ModelLogEntry.objects.filter(action=Trace.EXPORTED).exists(), address
        answer: Any = administrator_client.post(f"{address}?export=csv")
        content = b"".join(answer.streaming_content)
        assert content.startswith(b"\xef\xbb\xbf"), address
        assert answer["Content-Type"] == "text/csv; charset=utf-8", address
        assert "no-store" in answer["Cache-Control"], address
        headings = table_of(content)[:1]
        assert len(headings) < 2 or len(headings[0]) > 1, address
        entry = ModelLogEntry.objects.get(action=Trace.EXPORTED)
        assert (entry.user, entry.data) == (administrator, {"form": "csv"}), address
        assert entry.label, address
        entry.delete()


def test_a_list_is_no_form_that_takes_anything_else(administrator_client: Client) -> None:
    for query in ("", "?export=pdf"):
        assert administrator_client.post(f"{ACTORS}{query}").status_code == 405


def test_an_export_is_not_made_for_another_site(administrator: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    assert client.post(f"{ACTORS}?export=csv").status_code == 403
    assert not ModelLogEntry.objects.filter(action=Trace.EXPORTED).exists()


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\uff1d1"])
def test_no_cell_of_wagtails_lists_is_a_formula(administrator_client: Client, name: str) -> None:
    Actor.objects.create(name=name, slug="farlig", role="a;b")
    row = table_of(fetched(administrator_client, f"{ACTORS}?export=csv"))[1]
    assert (row[0], row[-1]) == (f"'{name}", "a;b")
    book = openpyxl.load_workbook(
        io.BytesIO(fetched(administrator_client, f"{ACTORS}?export=xlsx"))
    )
    assert book.active["A2"].value == f"'{name}"
    assert book.active["A2"].data_type == "s"


def test_times_in_files_are_those_of_the_clock_here(administrator_client: Client) -> None:
    moment = datetime(2047, 1, 31, 23, 30, 15, 999, tzinfo=timezone.get_current_timezone())
    actor = Actor.objects.create(name="Parkbolaget", slug="parkbolaget")
    log(instance=actor, action="wagtail.edit")
    ModelLogEntry.objects.update(timestamp=moment)
    address = reverse("wagtailadmin_reports:site_history")
    row = table_of(fetched(administrator_client, f"{address}?export=csv"))[1]
    assert row[-1] == "2047-01-31 23:30:15"
    book = openpyxl.load_workbook(
        io.BytesIO(fetched(administrator_client, f"{address}?export=xlsx"))
    )
    assert book.active.cell(2, 6).value == datetime(2047, 1, 31, 23, 30, 15)  # noqa: DTZ001
