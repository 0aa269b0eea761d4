"""Ways in the admin's menu that are shown to who may go them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from wagtail.admin.menu import MenuItem


class MayMenuItem(MenuItem):
    """A way to a view of ours by its name, for users of whom `may` is true."""

    def __init__(
        self, may: Callable[[Any], bool], label: Any, view_name: str, **kwargs: Any
    ) -> None:
        super().__init__(label, reverse_lazy(view_name), **kwargs)
        self._may = may

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether who asks may go there."""
        return self._may(request.user)
