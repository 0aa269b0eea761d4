"""«Partnerskapsförslag» in the admin: the list, each case, its files, and handing a case out."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy
from wagtail.admin.viewsets.model import ModelViewSet

from associations.admin.proposals.case_view import CaseView
from associations.admin.proposals.files import file_of_proposal
from associations.admin.proposals.handing_out import hand_out
from associations.admin.proposals.listing import ProposalIndexView
from associations.models import Proposal


class ProposalViewSet(ModelViewSet):
    """Nothing is added, rewritten or deleted here; proposals are handled step by step."""

    model = Proposal
    icon = "folder-open-inverse"
    add_to_admin_menu = True
    # Who may see that a page comes from a case is not for everybody who edits the page.
    add_to_reference_index = False
    menu_label = gettext_lazy("Partnerskapsförslag")
    menu_order = 281
    index_view_class = ProposalIndexView
    inspect_view_class = CaseView
    index_template_name = "associations/admin/proposals/index.html"
    inspect_template_name = "associations/admin/proposals/case.html"
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 30
    search_fields = ProposalIndexView.search_fields
    search_backend_name = None
    filterset_class = ProposalIndexView.filterset_class
    list_export = ProposalIndexView.list_export
    export_filename = "forslag-till-partnerskap"
    form_fields: list[str] = []

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = ("add", "delete", "usage", "edit", "copy", "history")
        absent = {f"{name}_url_name": None for name in names}
        return dict(super().get_common_view_kwargs(**absent, **kwargs))

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/bilaga/<int:file_pk>/", file_of_proposal, name="file"),
            path("<int:pk>/lamna-ut/", hand_out, name="hand_out"),
        ]
