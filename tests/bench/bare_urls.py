"""The least that a Django view can do with a form: write one row."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from casework.models import RateCount


@csrf_exempt
def write_one_row(request: HttpRequest) -> HttpResponse:
    """Store one value of the form."""
    if request.method != "POST":
        return HttpResponse("nothing stored")
    RateCount.objects.create(
        scope="bench", sender=request.POST["sender"], window_starts_at=timezone.now()
    )
    return HttpResponse("stored")


urlpatterns = [path("bare/", write_one_row)]
