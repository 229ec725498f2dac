"""Ground: the pages of invitations."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms import AcceptForm
from accounts.invitations import accept, open_invitation


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request, token):
    """Make the account that was offered, and come in."""
    found = open_invitation(token)
    if found is None:
        raise Http404
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = accept(token, **form.cleaned_data)
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        messages.success(request, "登録しました。ようこそ。")
        return redirect("home")
    return TemplateResponse(request, "accounts/invitation.html", {"form": form, "invitation": found})
