"""«Partnerskapsförslag» in the admin: the list, each case, its files, and handing a case out."""

from typing import ClassVar

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from associations.proposals.admin.case_view import CaseView
from associations.proposals.admin.handing_out import file_of_proposal, hand_out, record_of_file
from associations.proposals.admin.listing import ProposalIndexView
from associations.proposals.models import Proposal
from casework.records.admin import RecordViewSet


class ProposalViewSet(RecordViewSet):
    """Proposals are handled step by step, each on its page."""

    model = Proposal
    absent: ClassVar = (*RecordViewSet.absent, "history")
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
    list_per_page = 30
    search_fields = ProposalIndexView.search_fields
    filterset_class = ProposalIndexView.filterset_class
    list_export = ProposalIndexView.list_export
    export_filename = "forslag-till-partnerskap"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/bilaga/<int:file_pk>/", file_of_proposal, name="file"),
            path("<int:pk>/bilaga/<int:file_pk>/handling/", record_of_file, name="file_record"),
            path("<int:pk>/lamna-ut/", hand_out, name="hand_out"),
        ]
