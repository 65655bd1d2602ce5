"""Links by which partners without an account say once where one action stands: made, taken back, used."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from django.db import transaction
from django.urls import reverse

from improvement import roles
from improvement.models import Action, PartnerLink, ProgressUpdate, Rating, UpdateRound, User
from improvement.ratings import Code
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.attachments import Attachment, attach, destroyed_on_failure
from improvement.services.completion import is_complete
from improvement.services.partner_letters import Made, send_letter
from improvement.services.people import system_user
from improvement.services.progress import report_progress
from improvement.services.refusals import refuse_unless_allowed
from improvement.services.speaking import post_speaking

# Name and organisation stand together as the author of an update, which has room for 120 characters.
LONGEST_NAME = 58
NOT_YOURS = (
    "You may not keep links of this action for partners: you hold neither its accountable nor a supporting post. "
    "The programme office can."
)
NO_ROUND = "No round is open. A partner can be asked once the next one is."
NOT_COMPLETE = "A partner cannot propose completion. Choose another rating, and say in words that it is done."
ASK = "Ask the person who sent it to you for another one."


@dataclass(frozen=True)
class Partner:
    """Whom a link is for. Without an e-mail address it is handed over by other means."""

    name: str
    organisation: str
    email: str = ""

    @property
    def named(self) -> str:
        return f"{self.name}, {self.organisation}"


def partners(*, on: date) -> User:
    """The system user in whose name the bearers of links act."""
    return system_user("partner links", on=on)


def reason_not_to_keep_partner_links(action: Action, *, by: User, on: date) -> str:
    """Why a person may neither make nor revoke the links of an action, or nothing."""
    if by.has_role(roles.OFFICE):
        return ""
    if by.has_role(roles.LEAD) and post_speaking(action, by=by, on=on):
        return ""
    return NOT_YOURS


def round_to_ask_in(action: Action, *, on: date) -> UpdateRound | None:
    return UpdateRound.objects.open_on(on).filter(plan_id=action.plan_id).first()


def reason_not_to_ask(action: Action, round: UpdateRound | None) -> str:
    """Why nobody is to be asked about an action, or nothing."""
    if action.withdrawn_on:
        return f"{action.address} was withdrawn on {_day(action.withdrawn_on)}."
    if is_complete(action):
        return f"{action.address} is complete. Nothing is asked of anybody."
    if _is_proposed(action):
        return (
            f"{action.address} is proposed complete, and an update would take that back. Decide on it first."
        )
    return "" if round else NO_ROUND


def make_link(action: Action, partner: Partner, *, expires_on: date, site: str, by: User, on: date) -> Made:
    """A link for one named person to one action in the round that is open.

    `site` is where the product is reached, such as https://plan.example/. Raises LetterNotSent when the link is
    made and the letter to the partner could not be sent.
    """
    refuse_unless_allowed(reason_not_to_keep_partner_links(action, by=by, on=on))
    token = secrets.token_urlsafe(32)
    with writing(by=by, reason=f"Link made for {partner.named}", on=on):
        lock(action)
        round = round_to_ask_in(action, on=on)
        refuse_unless_allowed(reason_not_to_ask(action, round))
        lock(round)
        refuse_unless_allowed(_reason_for_the_round(round, on))
        refuse_unless_allowed(_reason_for_the_day(expires_on, round, on))
        link = PartnerLink(
            action=action,
            round=round,
            name=partner.name,
            organisation=partner.organisation,
            email=partner.email,
            token_digest=digest(token),
            made_on=on,
            made_by=by,
            expires_on=expires_on,
        )
        link.save()
        made = Made(link, urljoin(site, reverse("improvement:partner-update", args=[token])))
        if partner.email:
            transaction.on_commit(lambda: send_letter(made))
    return made


def reason_not_to_revoke(link: PartnerLink, *, by: User, on: date) -> str:
    if refusal := reason_not_to_keep_partner_links(link.action, by=by, on=on):
        return refusal
    if link.update:
        return f"This link was used on {_day(link.update.said_on)} already. What was said by it stands."
    if link.revoked_on:
        return f"This link was revoked on {_day(link.revoked_on)} already."
    return ""


def revoke_link(link: PartnerLink, *, by: User, on: date) -> None:
    """The link opens nothing any more."""
    with writing(by=by, reason=f"Link for {named(link)} revoked", on=on):
        lock(link)
        refuse_unless_allowed(reason_not_to_revoke(link, by=by, on=on))
        link.revoked_on = on
        link.save(update_fields=["revoked_on"])


def link_of(token: str) -> PartnerLink | None:
    """The link whose address ends with a token, if any."""
    known = PartnerLink.objects.select_related(
        "action__plan__scheme", "action__current_rating", "round", "update__rating"
    )
    known = known.select_related("action__current_update", "action__current_deadline")
    return known.filter(token_digest=digest(token)).first()


def reason_not_to_use(link: PartnerLink, *, on: date) -> str:
    """Why a link opens nothing, as its bearer is told, or nothing. It names nothing of the plan."""
    if link.update:
        return (
            f"This link was used on {_day(link.update.said_on)}, and it works once. What was said is kept. "
            "If something needs to be put right, ask the person who sent the link to you for another one."
        )
    if link.revoked_on:
        return f"This link was taken back on {_day(link.revoked_on)}. {ASK}"
    if link.action.withdrawn_on or is_complete(link.action) or _is_proposed(link.action):
        return (
            "What this link asked about has been settled since, so nothing is asked of you any more. "
            "If you think otherwise, tell the person who sent the link to you."
        )
    if refusal := _reason_for_the_round(link.round, on):
        return refusal
    if link.expires_on < on:
        return f"This link could be used until {_day(link.expires_on)}. {ASK}"
    return ""


def use_link(
    link: PartnerLink,
    *,
    rating: Rating,
    narrative: str,
    by: User,
    on: date,
    reason: str = "",
    recovery: str = "",
    forecast: str = "",
    attached: Sequence[Attachment] = (),
) -> ProgressUpdate:
    """What the bearer of a link says, once: an update in the name of the person whom the link was made for."""
    with destroyed_on_failure() as stored, writing(by=by, reason=f"Link for {named(link)} used", on=on):
        lock(link)
        refuse_unless_allowed(reason_not_to_use(link, on=on))
        refuse_unless_allowed(NOT_COMPLETE if rating.code == Code.COMPLETE else "")
        update = report_progress(
            link.action,
            rating=rating,
            narrative=narrative,
            reason=reason,
            recovery=recovery,
            forecast=forecast,
            round=link.round,
            author_name=named(link),
            by=by,
            on=on,
        )
        for attachment in attached:
            attach(link.action, attachment, update=update, stored=stored, by=by, on=on)
        link.update = update
        link.save(update_fields=["update"])
    return update


def named(link: PartnerLink) -> str:
    """Whom a link is for, as an update made by it names its author."""
    return Partner(link.name, link.organisation).named


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _is_proposed(action: Action) -> bool:
    newest = action.current_update
    return newest is not None and newest.proposes_complete and not newest.reviews.exists()


def _reason_for_the_round(round: UpdateRound, on: date) -> str:
    if round.closed_on is None and round.closes >= on:
        return ""
    return f"The round of updates that this link belongs to closed on {_day(round.closed_on or round.closes)}. {ASK}"


def _reason_for_the_day(expires_on: date, round: UpdateRound, on: date) -> str:
    if on <= expires_on <= round.closes:
        return ""
    return f"Enter a last day from {_day(on)} to {_day(round.closes)}, when the round closes."


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
