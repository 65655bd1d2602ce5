"""Typing held in the session while its writer signs in again, and given back to nobody else."""

from dataclasses import dataclass

from django.core import signing

SALT = "improvement.kept-typing"
FIELD = "typist"
NEVER_KEPT = {"csrfmiddlewaretoken", FIELD}
KEPT = "Your words were kept while you signed in. Check them and save."
FILES_LOST = "A file cannot be kept: choose it again."


@dataclass(frozen=True)
class Kept:
    """What somebody had typed: values by field name, with or without files, signed out or in anew."""

    fields: dict[str, list[str]]
    had_files: bool
    was_signed_out: bool

    @property
    def sentence(self) -> str:
        """What the page says about it. Who was signed in all the time has been told why already."""
        said = [KEPT] if self.was_signed_out else []
        return " ".join([*said, FILES_LOST] if self.had_files else said)

    def values(self) -> dict[str, str]:
        """What a fresh form begins from: one value for each field."""
        return {name: values[-1] for name, values in self.fields.items() if values}


def token_for(user) -> str:
    """What a form carries so that its words are given back to its own writer only."""
    return signing.dumps(user.pk, salt=SALT)


def keep(request) -> None:
    """Hold what was posted. Raises KeyError or BadSignature where the form does not say whose it is."""
    typist = signing.loads(request.POST[FIELD], salt=SALT)
    kept = {
        "typist": typist,
        "fields": {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT},
        "had_files": bool(request.FILES),
        "was_signed_out": not request.user.is_authenticated,
    }
    request.session["kept_typing"] = {**request.session.get("kept_typing", {}), request.path: kept}


def is_for(request) -> bool:
    """Whether what is held of this page was typed by the person now signed in."""
    kept = request.session.get("kept_typing", {}).get(request.path)
    return bool(kept) and kept["typist"] == request.user.pk


def take(request) -> Kept | None:
    """What this person had typed on this page before the session ended, once."""
    held = request.session.get("kept_typing", {})
    kept = held.pop(request.path, None)
    if kept is None:
        return None
    request.session["kept_typing"] = held
    if kept.pop("typist") != request.user.pk:
        return None
    return Kept(**kept)
