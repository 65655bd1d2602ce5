"""Short forms that the programme office explains: added, changed and taken out again."""

from datetime import date

from improvement import roles
from improvement.glossary import fixed_meaning
from improvement.models import ShortForm, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.refusals import refuse_unless_allowed


def reason_not_to_keep_glossary(*, by: User) -> str:
    if by.is_system or roles.may(by, "keep the glossary"):
        return ""
    return "You may not change the glossary. The programme office keeps it: tell it what is missing or wrong."


def reason_not_to_explain(acronym: str) -> str:
    """Why a short form needs no explanation of ours, or nothing: one short form has one meaning."""
    if meaning := fixed_meaning(acronym):
        return f"The glossary explains {acronym} already: {meaning}"
    known = ShortForm.objects.filter(acronym__iexact=acronym, withdrawn_on__isnull=True).first()
    return f"{known.acronym} is explained already: {known.meaning} Change that instead." if known else ""


def explain(acronym: str, meaning: str, *, by: User, on: date) -> ShortForm:
    """A short form with its meaning; one that had been taken out stands again."""
    refuse_unless_allowed(reason_not_to_keep_glossary(by=by))
    with writing(by=by, reason="Short form explained", on=on):
        row = ShortForm.objects.select_for_update().filter(acronym__iexact=acronym).first() or ShortForm()
        refuse_unless_allowed(reason_not_to_explain(acronym))
        row.acronym, row.meaning, row.withdrawn_on, row.withdrawn_because = acronym, meaning, None, ""
        row.save()
    return row


def change_meaning(short_form: ShortForm, meaning: str, *, by: User, on: date) -> None:
    """Another meaning from this day on; documents of earlier days keep the one they had."""
    refuse_unless_allowed(reason_not_to_keep_glossary(by=by))
    with writing(by=by, reason="Meaning of a short form changed", on=on):
        lock(short_form)
        refuse_unless_allowed("" if short_form.withdrawn_on is None else "This was taken out. Add it again.")
        short_form.meaning = meaning
        short_form.save(update_fields=["meaning"])


def take_out(short_form: ShortForm, *, because: str, by: User, on: date) -> None:
    """The glossary no longer explains it; that it did, and why no more, is kept."""
    refuse_unless_allowed(
        reason_not_to_keep_glossary(by=by) or ("" if because else "Say why it is taken out.")
    )
    with writing(by=by, reason=f"Short form taken out: {because}", on=on):
        lock(short_form)
        refuse_unless_allowed("" if short_form.withdrawn_on is None else "This was taken out already.")
        short_form.withdrawn_on, short_form.withdrawn_because = on, because
        short_form.save(update_fields=["withdrawn_on", "withdrawn_because"])
