"""Two forms that answer with what they were sent: one takes files, the other does not."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from casework.files.uploads import takes_files
from config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def told(request: HttpRequest) -> JsonResponse:
    """Answer with the words, and with each file's size and what speaks against it."""
    files = [
        [file.name, len(file.read()), getattr(file, "refused", None)]
        for file in request.FILES.getlist("file")
    ]
    return JsonResponse({"text": request.POST.get("text", ""), "files": files})


urlpatterns = [
    path("med-filer/", csrf_exempt(takes_files(lambda request: told(request)))),
    path("utan-filer/", csrf_exempt(lambda request: told(request))),
    path("admin/ladda-upp/", csrf_exempt(lambda request: told(request))),
]
