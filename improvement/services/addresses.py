"""The address by which a person signs in and gets mail, corrected where it was wrong or has changed."""

from datetime import date

from allauth.account.models import EmailAddress

from improvement import roles
from improvement.models import User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.people import NEVER_SIGNS_IN
from improvement.services.refusals import refuse_unless_allowed


def reason_not_to_correct_address(person: User, *, by: User) -> str:
    """Why a person's address may not be corrected, or nothing. Whoever sets an address can have a new password sent
    there, so the office may do it for those alone whom it may invite."""
    if person.is_system:
        return NEVER_SIGNS_IN
    if person == by:
        return "You may not correct your own address. The programme office or an administrator can."
    if by.has_role(roles.ADMINISTRATOR):
        return ""
    if by.has_role(roles.OFFICE):
        is_lead = person.role_names == {roles.LEAD}
        return (
            ""
            if is_lead
            else "You may correct addresses of accountable leads. An administrator corrects others."
        )
    return "Only the programme office and administrators correct addresses."


def correct_address(person: User, email: str, *, reason: str, by: User, on: date) -> None:
    """From now on a person signs in with another address, and their mail goes there."""
    refuse_unless_allowed(reason_not_to_correct_address(person, by=by))
    email = email.lower()
    with writing(by=by, reason=reason, on=on):
        lock(person)
        taken = User.objects.filter(email__iexact=email).exclude(pk=person.pk).exists()
        refuse_unless_allowed("Someone else has this e-mail address already." if taken else "")
        if person.email == email:
            return
        person.email = email
        person.save(update_fields=["email"])
        # The sign-in library keeps its own copy, by which it finds who has forgotten a password.
        EmailAddress.objects.filter(user=person).update(email=email)
