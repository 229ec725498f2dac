"""Roof: what all API endpoints say when something is wrong: RFC 9457 problem+json."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from accounts.rules import Refused

TITLES = {
    status.HTTP_400_BAD_REQUEST: "入力を確かめてください",
    status.HTTP_401_UNAUTHORIZED: "ログインが必要です",
    status.HTTP_403_FORBIDDEN: "この操作はできません",
    status.HTTP_404_NOT_FOUND: "見つかりません",
    status.HTTP_405_METHOD_NOT_ALLOWED: "この方法では使えません",
    status.HTTP_409_CONFLICT: "いまはできません",
    status.HTTP_413_REQUEST_ENTITY_TOO_LARGE: "大きすぎます",
    status.HTTP_415_UNSUPPORTED_MEDIA_TYPE: "この形式は使えません",
    status.HTTP_429_TOO_MANY_REQUESTS: "回数が多すぎます",
}


def field_errors(detail: Any, field: str = "") -> list[dict[str, str]]:
    """DRF's nested error detail as a flat list of {field, message}."""
    if isinstance(detail, dict):
        return [
            error
            for name, inner in detail.items()
            for error in field_errors(inner, f"{field}.{name}" if field else str(name))
        ]
    if isinstance(detail, list):
        return [error for inner in detail for error in field_errors(inner, field)]
    return [{"field": field, "message": str(detail)}]


def as_api_error(exc: Exception) -> exceptions.APIException | None:
    """What Django and the house raise, in DRF's words; None for what is a fault of ours."""
    match exc:
        case exceptions.APIException():
            return exc
        case Refused():
            error = exceptions.APIException(exc.sentence)
            error.status_code = status.HTTP_409_CONFLICT
            return error
        case Http404():
            return exceptions.NotFound("ないか、見られないものです。")
        case PermissionDenied():
            return exceptions.PermissionDenied("この操作はできません。")
        case ValidationError():
            return exceptions.ValidationError(getattr(exc, "message_dict", None) or exc.messages)
    return None


def problem(exc: Exception, context: dict[str, Any]) -> Response | None:
    """RFC 9457: type, title, status, detail and, for bad input, errors[{field, message}]."""
    error = as_api_error(exc)
    if error is None:
        return None
    set_rollback()
    code = error.status_code
    body: dict[str, Any] = {"type": "about:blank", "title": TITLES.get(code, "できませんでした"), "status": code}
    if isinstance(error, exceptions.ValidationError):
        body["detail"] = "入力に直すところがあります。errors を見てください。"
        body["errors"] = field_errors(error.detail)
    else:
        body["detail"] = str(error.detail)
    auth_header = getattr(error, "auth_header", "")
    headers = {"WWW-Authenticate": auth_header} if auth_header else {}
    return Response(body, status=code, headers=headers, content_type="application/problem+json")
