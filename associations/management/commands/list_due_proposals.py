"""List the proposals whose time of keeping is over. Erasing is an officer's, in the admin."""

from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from associations.proposals.domain.stages import Stage
from associations.proposals.models import Proposal
from casework.records.retention import rule


class Command(BaseCommand):
    """Print one line for each due proposal, under the rule that makes it due."""

    help = "Lists the proposals that are to be erased (gallring), per rule. Erases nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print references and dates; nothing of what stands in the proposals."""
        due = sorted(Proposal.objects.to_erase(timezone.now()), key=_by_rule)
        if not due:
            self.stdout.write("No proposal is due.")
        for status, proposals in groupby(due, key=lambda each: each.status):
            kept = rule(Proposal.kept_by[status])
            by = kept.decision or "no decision"
            self.stdout.write(f"{Stage(status).label}, {kept.words} after the end ({by}):")
            for each in proposals:
                closed = timezone.localdate(each.handled_at)
                self.stdout.write(f"  {each.reference}  closed {closed}  due {each.to_erase_on}")


def _by_rule(proposal: Proposal) -> tuple[str, Any, int]:
    return proposal.status, proposal.handled_at, proposal.pk
