"""Pages at an address that is itself the permission: shown to whoever has it, and left nowhere else."""

from functools import wraps

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.signing import BadSignature
from django.views.decorators.cache import never_cache

SHOWN_ONCE = "shown_once"
A_MINUTE_OR_TWO = 120
# As many tries as the sign-in page takes from one place.
LIMIT = {"private_address": "30/m/ip"}
slowed = ratelimit.decorator(app="improvement", action="private_address", config=LIMIT, limit_get=True)


def private_address(view):
    """A view whose address is kept by no cache, told to no other site and listed by no search engine."""

    @never_cache
    @wraps(view)
    def unlisted(request, *args, **kwargs):
        answer = view(request, *args, **kwargs)
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return unlisted


def show_once(request, answer, address: str) -> None:
    """Have the page that an answer leads to show a new address: it travels with the reader alone, and is kept by no
    database."""
    answer.set_signed_cookie(
        SHOWN_ONCE,
        address,
        salt=str(request.user.pk),
        max_age=A_MINUTE_OR_TWO,
        path=answer["Location"],
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def shown_once(request) -> str:
    """The new address that this page is to show, if any. `forget` it in the answer."""
    try:
        return request.get_signed_cookie(SHOWN_ONCE, salt=str(request.user.pk), max_age=A_MINUTE_OR_TWO)
    except (KeyError, BadSignature):
        return ""


def forget(request, answer) -> None:
    answer.delete_cookie(SHOWN_ONCE, path=request.path, samesite="Strict")
