"""Roof: what happens around every page."""

from django.http import Http404
from django.template.response import TemplateResponse

from accounts.rules import Refused


class RefusedPage:
    """Answers a Refused with its sentence (409). The API says the same as problem+json (portal/api.py)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            page = TemplateResponse(request, "portal/refused.html", {"sentence": exception.sentence}, status=409)
            return page.render()
        return None


class PrivateAnswers:
    """What a signed-in person sees is kept by no cache; no page may use camera, microphone or place."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
        return response


class PlainAddresses:
    """Nothing lives at an address with a NUL in it, and PostgreSQL would not even look for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info:
            raise Http404
        return self.get_response(request)
