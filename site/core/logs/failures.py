"""What failed below or in the portal, told to whoever counts it."""

from django.dispatch import Signal

# Sent with `what`: "error" for a fault of ours, else what did not do its work: "database",
# "cache" or "storage".
failed = Signal()


def tell(what: str) -> None:
    """Let it be counted. Never fails itself."""
    failed.send_robust(sender=None, what=what)
