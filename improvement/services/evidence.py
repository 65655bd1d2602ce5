"""Evidence: files and links added to an action, and withdrawn when they should never have been there."""

from collections.abc import Collection
from datetime import date

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet

from improvement import roles
from improvement.models import Action, Assignment, Evidence, Plan, PlanReader, Post, ProgressUpdate, User
from improvement.record.history import lock
from improvement.record.withdrawal import empty_versions
from improvement.record.writing import writing
from improvement.services.attachments import Attachment, attach, destroyed_on_failure
from improvement.services.refusals import refuse_unless_allowed
from improvement.services.speaking import reason_not_to_update

NOT_YOURS = (
    "You may not add evidence to this action: you hold neither its accountable nor a supporting post. "
    "The programme office can add it."
)
NOT_TO_READ = "You may not open this evidence. The programme office can tell you what it shows."


def reason_not_to_read(action: Action, *, by: User, on: date, may_update: bool | None = None) -> str:
    """Why a person may not open an action's evidence, or nothing.

    `may_update`: whether they may update it on that day, where that was asked already; a lead may read then.
    """
    if may_update and by.has_role(roles.LEAD):
        return ""
    only_leads = by.role_names == {roles.LEAD}
    known = may_update is not None and only_leads
    may = False if known else action.id in readable_of([action.id], by=by, on=on)
    return "" if may else NOT_TO_READ


def readable(*, by: User, on: date) -> QuerySet[Evidence]:
    """The evidence that a person may open."""
    return Evidence.objects.filter(_may_open("action", by=by, on=on))


def readable_of(actions: Collection[int], *, by: User, on: date) -> set[int]:
    """Of some actions, by id, those whose evidence a person may open. One query at most."""
    if by.has_role(roles.OFFICE) or by.has_role(roles.AUDITOR):
        return set(actions)
    may = _may_open("pk", by=by, on=on)
    return set(Action.objects.filter(may, pk__in=actions).values_list("pk", flat=True))


def _may_open(action: str, *, by: User, on: date) -> Q:
    """The condition for it on rows whose action is called so: all, those of plans shared, those of one's posts."""
    if by.has_role(roles.OFFICE) or by.has_role(roles.AUDITOR):
        return Q()
    may = Q(pk__in=[])
    if by.has_role(roles.BOARD_MEMBER):
        shared = PlanReader.objects.filter(reader=by).values("plan")
        may |= Q(**{f"{action}__in": Action.objects.filter(plan__in=shared).values("pk")})
    if by.has_role(roles.LEAD):
        mine = Post.objects.spoken_for_by(by, on)
        may |= Q(**{f"{action}__in": Assignment.objects.on(on).filter(post__in=mine).values("action")})
    return may


def reason_not_to_list(plan: Plan, *, by: User) -> str:
    """Why a person may not read what evidence a plan has, or nothing. A lead reads that of their own actions."""
    if any(by.has_role(role) for role in (roles.OFFICE, roles.AUDITOR, roles.LEAD)):
        return ""
    if by.has_role(roles.BOARD_MEMBER) and PlanReader.objects.filter(plan=plan, reader=by).exists():
        return ""
    return (
        "You may not read the evidence of this plan. The programme office can tell you what it shows, and "
        "each action’s page says how many pieces it has."
    )


def reads_own_only(*, by: User) -> bool:
    """Whether a person reads the evidence of no actions but those of their posts."""
    wider = (roles.OFFICE, roles.AUDITOR, roles.BOARD_MEMBER)
    return by.has_role(roles.LEAD) and not any(by.has_role(role) for role in wider)


def reason_not_to_add(action: Action, *, by: User, on: date) -> str:
    """Why a person may not add evidence to an action, or nothing: whoever may update it may."""
    return NOT_YOURS if reason_not_to_update(action, by=by, on=on) else ""


def add_evidence(
    action: Action,
    attached: list[Attachment],
    *,
    by: User,
    on: date,
    update: ProgressUpdate | None = None,
    is_illustrative: bool = False,
) -> list[Evidence]:
    """Keep files and links that show what was done: all of them or none."""
    refuse_unless_allowed(reason_not_to_add(action, by=by, on=on))
    with destroyed_on_failure() as stored, writing(by=by, reason="Evidence added", on=on):
        return [
            attach(
                action,
                attachment,
                update=update,
                stored=stored,
                is_illustrative=is_illustrative,
                by=by,
                on=on,
            )
            for attachment in attached
        ]


def add_file(action: Action, upload: UploadedFile, *, title: str, by: User, on: date, **of) -> Evidence:
    """Keep an uploaded file under a name of our own, with the name it came by and its SHA-256."""
    return add_evidence(action, [Attachment(title=title, upload=upload)], by=by, on=on, **of)[0]


def add_link(action: Action, url: str, *, title: str, by: User, on: date, **of) -> Evidence:
    """Keep the address of something that shows what was done."""
    return add_evidence(action, [Attachment(title=title, url=url)], by=by, on=on, **of)[0]


def reason_not_to_withdraw(evidence: Evidence, *, by: User) -> str:
    if not by.has_role(roles.OFFICE):
        return "Only the programme office may withdraw evidence."
    if evidence.withdrawn_on:
        return f"This was withdrawn on {evidence.withdrawn_on:%-d %B %Y} already."
    return ""


def withdraw(evidence: Evidence, *, because: str, by: User, on: date) -> None:
    """Destroy what a piece of evidence holds, here, in storage and in the record; keep that it was there."""
    refuse_unless_allowed("" if because else "Say why it is withdrawn.")
    with writing(by=by, reason=f"Evidence withdrawn: {because}", on=on):
        lock(evidence)
        refuse_unless_allowed(reason_not_to_withdraw(evidence, by=by))
        stored = evidence.file.name
        for name in Evidence.withdrawable:
            setattr(evidence, name, "")
        evidence.withdrawn_on, evidence.withdrawn_because = on, because
        empty_versions(evidence)
        evidence.save()
        if stored:
            # Not after the commit: where destroying fails, the record must not say that it was done,
            # and where the commit fails, withdrawing again finds the file gone and goes through.
            default_storage.delete(stored)
