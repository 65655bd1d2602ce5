"""Keeping the links of actions: adding one, saying what kind it is, taking one out with a reason."""

from datetime import date

from improvement import roles
from improvement.links.targets import Target
from improvement.models import Action, Dependency, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.refusals import refuse_unless_allowed

SAY_WHY = "Say why."


def reason_not_to_keep_links(*, by: User) -> str:
    """Why a person may not add, change or withdraw links, or nothing."""
    if by.is_system or by.has_role(roles.OFFICE):
        return ""
    return "Only the programme office keeps the links of a plan."


def reason_not_to_link(action: Action, target: Target, *, words: str) -> str:
    """Why a link may not be added, or nothing. Links may lead round in a ring: the page of links says so."""
    if target.action and target.action.pk == action.pk:
        return "An action cannot be linked to itself. Enter another one."
    if action.withdrawn_on:
        return f"{action.reference} was withdrawn on {action.withdrawn_on:%-d %B %Y}. Link another action."
    same = _in_force(action).filter(
        to_action=target.action, to_theme=target.theme, programme=target.programme, item=target.item
    )
    if target == Target():
        same = same.filter(words=words)
    if there := same.first():
        return (
            f"{action.reference} {there.get_kind_display()} “{there.words}” already. "
            "Change the kind of that link instead."
        )
    return ""


def add_link(
    action: Action,
    target: Target,
    *,
    kind: str,
    words: str,
    because: str,
    by: User,
    on: date,
    doubt: str = "",
) -> Dependency:
    """One more link of an action, after those that it has."""
    refuse_unless_allowed(reason_not_to_keep_links(by=by))
    refuse_unless_allowed("" if because else SAY_WHY)
    with writing(by=by, reason=f"Link added: {because}", on=on):
        lock(action)
        refuse_unless_allowed(reason_not_to_link(action, target, words=words))
        last = _in_force(action).order_by("-position").first()
        link = Dependency(
            action=action,
            kind=kind,
            words=words,
            to_action=target.action,
            to_theme=target.theme,
            programme=target.programme,
            item=target.item,
            position=last.position + 1 if last else 1,
            doubt=doubt,
        )
        link.save()
    return link


def reason_not_to_change_link(link: Dependency, *, by: User) -> str:
    """Why a person may not change or withdraw a link, or nothing."""
    if refusal := reason_not_to_keep_links(by=by):
        return refusal
    if link.withdrawn_on:
        return f"This link was withdrawn on {link.withdrawn_on:%-d %B %Y} already."
    return ""


def change_kind(link: Dependency, kind: str, *, because: str, by: User, on: date) -> None:
    """A mere link is found to be a wait, or the other way round."""
    refuse_unless_allowed("" if because else SAY_WHY)
    with writing(by=by, reason=f"Kind of link changed: {because}", on=on):
        lock(link)
        refuse_unless_allowed(reason_not_to_change_link(link, by=by))
        if kind == link.kind:
            return
        link.kind = kind
        link.save(update_fields=["kind"])


def withdraw_link(link: Dependency, *, because: str, by: User, on: date) -> None:
    """A link stands no longer; that it stood, and why it went, is kept."""
    refuse_unless_allowed("" if because else SAY_WHY)
    with writing(by=by, reason=f"Link withdrawn: {because}", on=on):
        lock(link)
        refuse_unless_allowed(reason_not_to_change_link(link, by=by))
        link.withdrawn_on, link.withdrawn_because = on, because
        link.save(update_fields=["withdrawn_on", "withdrawn_because"])


def _in_force(action: Action):
    return Dependency.objects.filter(action=action, withdrawn_on__isnull=True)
