"""A post goes from one holder to the next in one step, and is covered while its holder is away."""

from datetime import date, timedelta

from improvement import roles
from improvement.models import Cover, Post, Tenure, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.people import end_tenure, reason_not_to_keep_posts, start_tenure
from improvement.services.refusals import refuse_unless_allowed

A_DAY = timedelta(days=1)
NOT_YOURS_TO_COVER = "Only the programme office, or whoever holds the post, says who covers it."


def present_tenure(post: Post, on: date) -> Tenure | None:
    """The tenure that runs on a day; none where the post is vacant."""
    return post.tenures.on(on).order_by("-starts").first()


def reason_not_to_hand_over(post: Post, *, by: User, on: date) -> str:
    """Why a post may not be handed over at all, or nothing."""
    if refusal := reason_not_to_keep_posts(by=by):
        return refusal
    if post.kind != Post.Kind.POST:
        return f"Nobody holds {post.title}: it is a body or not confirmed yet."
    if present_tenure(post, on) is None:
        return (
            f"Nobody holds {post.title} today, so there is nobody to take it from. Say who holds it instead."
        )
    return ""


def reason_not_to_succeed(tenure: Tenure, *, on: date) -> str:
    """Why this person may not take a post over from whoever holds it on a day, or nothing."""
    former = present_tenure(tenure.post, on)
    if former is None:
        return ""
    if _is_same(former, tenure):
        return f"{former.holder} holds this post already. Choose somebody else."
    if tenure.person and not tenure.person.is_active:
        return f"{tenure.person.name} can no longer sign in. Choose somebody else, or enter just a name."
    if tenure.starts <= former.starts:
        return (
            f"{former.holder} began on {former.starts:%-d %B %Y}. "
            "Enter a day after that: each of them holds it for a day at least."
        )
    if former.ends is not None and tenure.starts > former.ends:
        return (
            f"The last day of {former.holder} is {former.ends - A_DAY:%-d %B %Y}. "
            f"Enter {former.ends:%-d %B %Y} or an earlier day, so that the post is not vacant between."
        )
    covers = tenure.post.covers.filter(person=tenure.person, ends__gte=tenure.starts)
    if tenure.person and (cover := covers.filter(starts__gte=tenure.starts).first()):
        return f"{cover.name} is to cover this post from {cover.starts:%-d %B %Y}. End that first."
    return ""


def hand_over(tenure: Tenure, *, reason: str, by: User, on: date) -> Tenure:
    """Somebody takes a post over: the holder's last day is the day before, and the post's actions follow it.

    Where the new holder was covering the post, that ends with it.
    """
    with writing(by=by, reason=reason, on=on):
        lock(tenure.post)
        refuse_unless_allowed(reason_not_to_hand_over(tenure.post, by=by, on=on))
        refuse_unless_allowed(reason_not_to_succeed(tenure, on=on))
        former = present_tenure(tenure.post, on)
        if former.ends is None:
            end_tenure(former, tenure.starts, reason=reason, by=by, on=on)
        elif former.ends != tenure.starts:
            former.ends = tenure.starts
            former.save(update_fields=["ends"])
        start_tenure(tenure, reason=reason, by=by, on=on)
        if tenure.person:
            for cover in tenure.post.covers.filter(person=tenure.person, ends__gte=tenure.starts):
                cover.ends = tenure.starts - A_DAY
                cover.save(update_fields=["ends"])
    return tenure


def _is_same(former: Tenure, tenure: Tenure) -> bool:
    if former.person_id and tenure.person_id:
        return former.person_id == tenure.person_id
    return former.holder.casefold() == tenure.holder.casefold()


def reason_not_to_keep_covers(post: Post, *, by: User, on: date) -> str:
    """Why a person may not say who covers a post, or nothing. Its holder may, and the office for every post."""
    if by.is_system or by.has_role(roles.OFFICE):
        return ""
    holds = by.has_role(roles.LEAD) and post.tenures.on(on).filter(person=by).exists()
    return "" if holds else NOT_YOURS_TO_COVER


def reason_not_to_be_covered(post: Post, *, on: date) -> str:
    """Why nobody can cover a post, or nothing."""
    if post.kind != Post.Kind.POST:
        return f"Nobody holds {post.title}, so nobody covers it: it is a body or not confirmed yet."
    if present_tenure(post, on) is None:
        return f"Nobody holds {post.title} today. Say who holds it, acting where that is for a while."
    return ""


def reason_not_to_cover(cover: Cover, *, on: date) -> str:
    """Why this person may not cover a post on these days, or nothing."""
    if refusal := reason_not_to_be_covered(cover.post, on=on):
        return refusal
    if refusal := _reason_not_to_speak(cover.person):
        return refusal
    if cover.ends < on:
        return f"{cover.ends:%-d %B %Y} is past. Enter a last day that is still to come."
    held = cover.post.tenures.filter(person=cover.person, starts__lte=cover.ends)
    if any(tenure.ends is None or tenure.ends > cover.starts for tenure in held):
        return f"{cover.person.name} holds this post on these days. Choose somebody else to cover it."
    if other := cover.post.covers.filter(starts__lte=cover.ends, ends__gte=cover.starts).first():
        return (
            f"{other.name} covers this post from {other.starts:%-d %B %Y} to {other.ends:%-d %B %Y}. "
            "End that first, or choose other days."
        )
    return ""


def _reason_not_to_speak(person: User) -> str:
    if not person.is_active:
        return f"{person.name} can no longer sign in. Choose somebody else."
    if person.has_role(roles.LEAD) or person.has_role(roles.OFFICE):
        return ""
    return (
        f"{person.name} updates no actions, being neither an accountable lead nor of the programme office. "
        "Choose somebody else, or let an administrator give them the role first."
    )


def start_cover(cover: Cover, *, by: User, on: date) -> Cover:
    """Somebody speaks for a post from a day until a day. Its holder stays its holder and may speak too."""
    refuse_unless_allowed(reason_not_to_keep_covers(cover.post, by=by, on=on))
    with writing(by=by, reason=f"Covered: {cover.because}", on=on):
        lock(cover.post)
        refuse_unless_allowed(reason_not_to_cover(cover, on=on))
        cover.name = cover.person.name
        cover.save()
    return cover


def reason_not_to_end_cover(cover: Cover, last_day: date, *, on: date) -> str:
    """Why a cover may not end on a day instead, or nothing. A day on which it has run is not taken back."""
    if cover.ends < on:
        return f"{cover.name} stopped covering this post on {cover.ends:%-d %B %Y}."
    if last_day >= cover.ends:
        return f"It ends on {cover.ends:%-d %B %Y} already. Enter an earlier day."
    earliest = max(cover.starts, on - A_DAY)
    if last_day < earliest:
        return f"Enter {earliest:%-d %B %Y} or a later day: days that have run stay as they were."
    return ""


def end_cover(cover: Cover, last_day: date, *, reason: str, by: User, on: date) -> None:
    """A cover ends earlier than was said."""
    refuse_unless_allowed(reason_not_to_keep_covers(cover.post, by=by, on=on))
    with writing(by=by, reason=reason, on=on):
        lock(cover)
        refuse_unless_allowed(reason_not_to_end_cover(cover, last_day, on=on))
        cover.ends = last_day
        cover.save(update_fields=["ends"])
