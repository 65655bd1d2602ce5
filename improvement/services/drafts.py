"""What somebody is typing about an action, kept outside the record and seen by nobody else."""

from improvement.models import Action, UpdateDraft, User

# A draft holds words, not files; what a form carries for the server's own use is no words.
NEVER_KEPT = {"csrfmiddlewaretoken", "typist", "seen", "round", "back", "on", "quietly"}
LONGEST = 200_000  # characters in all: twenty times what the longest box takes


def keep_draft(action: Action, typed: dict[str, list[str]], *, by: User) -> UpdateDraft | None:
    """Keep what is in the boxes, in place of what was kept before. Nothing is kept of more than LONGEST, nor of
    words that their writer has saved meanwhile: the last keystrokes may arrive after the saving."""
    newest = action.current_update
    if newest and newest.author_id == by.pk and typed.get("seen", [""])[-1] != str(newest.pk):
        return None
    words = {name: values for name, values in typed.items() if name not in NEVER_KEPT}
    if sum(len(value) for values in words.values() for value in values) > LONGEST:
        return None
    draft, _ = UpdateDraft.objects.update_or_create(action=action, author=by, defaults={"typed": words})
    return draft


def draft_of(action: Action, *, by: User) -> UpdateDraft | None:
    """What a person has kept about an action, if anything."""
    return UpdateDraft.objects.filter(action=action, author=by).first()


def drop_draft(action: Action, *, by: User) -> None:
    """Forget it: its writer no longer wants it."""
    UpdateDraft.objects.filter(action=action, author=by).delete()
