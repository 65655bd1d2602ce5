"""Who may sign in, in which role, and which posts there are and who holds them."""

from datetime import date
from itertools import chain, count

from allauth.account.models import EmailAddress
from django.db import IntegrityError
from django.db.models import Q
from django.utils.text import slugify

from improvement import roles
from improvement.models import Organisation, PlanReader, Post, PostAlias, RoleGrant, Tenure, User
from improvement.record.writing import writing
from improvement.services.refusals import refuse_unless_allowed

NEVER_SIGNS_IN = "This is a system user: commands and jobs act in its name, and it never signs in."
# Words that an address of their own begins with, so that no post's page hides it.
RESERVED_SLUGS = {"add"}


def system_user(name: str, *, on: date) -> User:
    """The named system user in whose name a command or a job acts, made at its first act."""
    email = f"{name}@system.invalid"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User(email=email, name=name, is_system=True, is_active=False)
        user.set_unusable_password()
        try:
            with writing(by=user, reason="First act of this command", on=on):
                user.save()
        except IntegrityError:  # A second scheduler had its first act at the same moment.
            return User.objects.get(email=email)
    return user


def add_organisation(name: str, *, by: User, on: date) -> Organisation:
    organisation = Organisation(name=name)
    with writing(by=by, reason="Organisation added", on=on):
        organisation.save()
    return organisation


def organisation_named(name: str, *, by: User, on: date) -> Organisation:
    """The organisation of this name, however it is capitalised; added where it is new."""
    known = Organisation.objects.filter(name__iexact=name).first()
    return known or add_organisation(name, by=by, on=on)


def reason_not_to_read_people(*, by: User) -> str:
    if roles.may(by, "invite people"):
        return ""
    return "You may not read the list of people. The programme office and administrators keep it."


def reason_not_to_read_posts(*, by: User) -> str:
    """Posts run across plans, so reading them takes a role that reads every plan."""
    how_far = roles.WHO_MAY["read plans"]
    if any(how_far.get(role) == "all" for role in by.role_names):
        return ""
    return (
        "You may not read the list of posts, because it runs across every plan. "
        "The plans shared with you name the posts that lead their actions."
    )


def reason_not_to_invite(role: str, *, by: User) -> str:
    if by.is_system or by.has_role(roles.ADMINISTRATOR):
        return ""
    if by.has_role(roles.OFFICE):
        return (
            "" if role == roles.LEAD else "You may invite accountable leads. An administrator invites others."
        )
    return "You may not invite people. The programme office invites accountable leads."


def invite(
    email: str, name: str, role: str, *, by: User, on: date, organisation=None, is_demonstration=False
) -> User:
    """A new person with one role, who cannot sign in until they have chosen a password."""
    refuse_unless_allowed(reason_not_to_invite(role, by=by))
    taken = User.objects.filter(email__iexact=email).exists()
    refuse_unless_allowed("Someone with this e-mail address is here already." if taken else "")
    person = User(
        email=email.lower(), name=name, organisation=organisation, is_demonstration=is_demonstration
    )
    person.set_unusable_password()
    with writing(by=by, reason=f"Invited as {roles.ROLES[role].lower()}", on=on):
        person.save()
        RoleGrant(person=person, role=role).save()
        # The sign-in library would add this row itself when a link is opened; opening a page never writes.
        EmailAddress(user=person, email=person.email, verified=True, primary=True).save()
    return person


def reason_not_to_change_roles(person: User, *, by: User) -> str:
    if person.is_system:
        return NEVER_SIGNS_IN
    if by.is_system:
        return ""
    if not by.has_role(roles.ADMINISTRATOR):
        return "Only an administrator may change roles."
    return "You may not change your own roles. Another administrator can." if person == by else ""


def set_roles(person: User, names: set[str], *, by: User, on: date) -> None:
    """Give a person exactly these roles."""
    refuse_unless_allowed(reason_not_to_change_roles(person, by=by))
    held = {grant.role: grant for grant in person.roles.all()}
    with writing(by=by, reason="Roles changed", on=on):
        for role in sorted(names - held.keys()):
            RoleGrant(person=person, role=role).save()
        for role in sorted(held.keys() - names):
            held[role].delete()
    person.__dict__.pop("role_names", None)


def reason_not_to_deactivate(person: User, *, by: User) -> str:
    """Why this person's signing in may not be stopped or allowed again, or nothing."""
    if not by.has_role(roles.ADMINISTRATOR):
        return "Only an administrator may deactivate or reactivate people."
    if person.is_system:
        return NEVER_SIGNS_IN
    return "You may not deactivate yourself. Another administrator can." if person == by else ""


def set_active(person: User, is_active: bool, *, reason: str, by: User, on: date) -> None:
    """Let a person sign in, or stop them. Their name stays on everything they did."""
    refuse_unless_allowed(reason_not_to_deactivate(person, by=by))
    if person.is_active == is_active:
        return
    person.is_active = is_active
    with writing(by=by, reason=reason, on=on):
        person.save(update_fields=["is_active"])


def reason_not_to_keep_posts(*, by: User) -> str:
    if by.is_system or by.has_role(roles.OFFICE):
        return ""
    return "Only the programme office keeps posts and who holds them."


def reason_not_to_save_post(post: Post, *, by: User, on: date) -> str:
    """Why a post may not be kept as it now reads, or nothing."""
    if refusal := reason_not_to_keep_posts(by=by):
        return refusal
    if post.reports_to and post in _chain_above(post.reports_to):
        return (
            f"{post.reports_to.short_name} reports to {post.short_name}, directly or through others. "
            f"Choose a post that does not, or change what {post.reports_to.short_name} reports to first."
        )
    if post.pk and post.kind != Post.Kind.POST:
        lasting = Q(ends__isnull=True) | Q(ends__gt=on)
        if tenure := post.tenures.filter(lasting).first():
            return f"{tenure.holder} holds this post. End that first, then change what it is."
    return ""


def save_post(
    post: Post, *, aliases: list[str], reason: str, by: User, on: date, new_organisation: str = ""
) -> Post:
    """Write a post and exactly these aliases. A new post is given its address, once, from its title."""
    refuse_unless_allowed(reason_not_to_save_post(post, by=by, on=on))
    post.slug = post.slug or _free_slug(post.title)
    kept = {alias.words: alias for alias in post.aliases.all()} if post.pk else {}
    with writing(by=by, reason=reason, on=on):
        if new_organisation:
            post.organisation = organisation_named(new_organisation, by=by, on=on)
        post.save()
        # Removed first: one alias may differ from the next in its capitals only.
        for words in sorted(kept.keys() - set(aliases)):
            kept[words].delete()
        for words in sorted(set(aliases) - kept.keys()):
            PostAlias(post=post, words=words).save()
    return post


def add_aliases(post: Post, words: list[str], *, reason: str, by: User, on: date) -> None:
    """Further words for a post, besides those it has."""
    refuse_unless_allowed(reason_not_to_keep_posts(by=by))
    known = {alias.casefold() for alias in post.aliases.values_list("words", flat=True)}
    with writing(by=by, reason=reason, on=on):
        for alias in words:
            if alias.casefold() not in known:
                PostAlias(post=post, words=alias).save()


def _chain_above(post: Post) -> list[Post]:
    """A post and all that it reports to, from below."""
    posts = []
    while post is not None and post not in posts:
        posts.append(post)
        post = post.reports_to
    return posts


def _free_slug(title: str) -> str:
    stem = slugify(title)[:44] or "post"
    taken = RESERVED_SLUGS | set(Post.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in chain([stem], (f"{stem}-{n}" for n in count(2))) if slug not in taken)


def reason_not_to_start_tenure(tenure: Tenure, *, by: User) -> str:
    if refusal := reason_not_to_keep_posts(by=by):
        return refusal
    if tenure.post.kind != Post.Kind.POST:
        return f"Nobody holds {tenure.post.title}: it is a body or not confirmed yet."
    lasting = Q(ends__isnull=True) | Q(ends__gt=tenure.starts)
    others = tenure.post.tenures.filter(lasting).exclude(pk=tenure.pk)
    if tenure.ends is not None:
        others = others.filter(starts__lt=tenure.ends)
    if other := others.first():
        return f"{other.holder} holds this post from {other.starts:%-d %B %Y}. End that first."
    return ""


def start_tenure(tenure: Tenure, *, reason: str, by: User, on: date) -> Tenure:
    """A person begins to hold a post, which must not be held by another at the time."""
    refuse_unless_allowed(reason_not_to_start_tenure(tenure, by=by))
    with writing(by=by, reason=reason, on=on):
        tenure.save()
    return tenure


def reason_not_to_end_tenure(tenure: Tenure, ends: date, *, by: User) -> str:
    if refusal := reason_not_to_keep_posts(by=by):
        return refusal
    if tenure.ends is not None:
        return f"Somebody has entered already when {tenure.holder} stopped holding this post."
    if ends > tenure.starts:
        return ""
    return f"The last day cannot be before {tenure.starts:%-d %B %Y}, when it began."


def end_tenure(tenure: Tenure, ends: date, *, reason: str, by: User, on: date) -> None:
    """A person stops holding a post: from `ends` on it is vacant."""
    refuse_unless_allowed(reason_not_to_end_tenure(tenure, ends, by=by))
    tenure.ends = ends
    with writing(by=by, reason=reason, on=on):
        tenure.save(update_fields=["ends"])


def reason_not_to_share_plans(*, by: User) -> str:
    if by.is_system or by.has_role(roles.OFFICE) or by.has_role(roles.ADMINISTRATOR):
        return ""
    return "Only the programme office or an administrator may share a plan."


def share_plans(person: User, plans: set, *, by: User, on: date) -> None:
    """Let a person read exactly these plans, besides those that their roles open."""
    refuse_unless_allowed(reason_not_to_share_plans(by=by))
    shared = {row.plan: row for row in person.shared_plans.select_related("plan")}
    with writing(by=by, reason="Plans shared", on=on):
        for plan in plans - shared.keys():
            PlanReader(plan=plan, reader=person).save()
        for plan in shared.keys() - plans:
            shared[plan].delete()
