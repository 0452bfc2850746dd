"""What is sent to a confidential view stays in memory: no temporary file, whatever its size."""

from collections.abc import Callable
from functools import wraps

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from fabrique.core.bodies import LARGEST as LARGEST_BODY


class MemoryOnly(MemoryFileUploadHandler):
    """A file too large for the memory is left out: it is never written to a temporary one."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803  Django's own name
        self.activated = content_length <= LARGEST_BODY


def in_memory(view: Callable) -> Callable:
    """Outermost: what is sent to this view is read in memory alone."""
    protected = csrf_protect(view)

    @csrf_exempt  # the token is asked for below, once the way of reading the body is chosen
    @wraps(view)
    def opened(request: HttpRequest, **kwargs) -> HttpResponse:
        request.upload_handlers = [MemoryOnly(request)]
        return protected(request, **kwargs)

    return opened
