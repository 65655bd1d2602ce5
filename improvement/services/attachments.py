"""Files and links on their way to becoming evidence."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from uuid import uuid4

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from improvement.models import Action, Evidence, ProgressUpdate, User
from improvement.record.writing import writing
from improvement.services.refusals import refuse_unless_allowed
from improvement.uploads import plain_name


@dataclass(frozen=True)
class Attachment:
    """One file, or the address of something, and what its giver calls it ("": its own name or address).

    `dated` is the day that it tells of, where that was said.
    """

    title: str = ""
    upload: UploadedFile | None = None
    url: str = ""
    dated: date | None = None


@contextmanager
def destroyed_on_failure() -> Iterator[list[str]]:
    """Names of the files stored inside. Where anything inside fails, they are destroyed again.

    Open it outside the act of writing, so that an act which fails as it ends counts too.
    """
    stored = []
    try:
        yield stored
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise


def attach(
    action: Action,
    attachment: Attachment,
    *,
    stored: list[str],
    by: User,
    on: date,
    update: ProgressUpdate | None = None,
    is_illustrative: bool = False,
) -> Evidence:
    """Keep one attachment with its SHA-256; a file's name in storage joins `stored`."""
    refuse_unless_allowed(reason_not_to_date(attachment.dated, on))
    evidence = Evidence(
        action=action,
        update=update,
        added_on=on,
        dated=attachment.dated,
        added_by=by,
        is_illustrative=is_illustrative,
    )
    if attachment.upload is not None:
        _take_file(evidence, attachment.upload)
        stored.append(evidence.file.name)
    else:
        evidence.url = attachment.url
        evidence.sha256 = hashlib.sha256(attachment.url.encode()).hexdigest()
    longest = Evidence._meta.get_field("title").max_length
    evidence.title = (attachment.title or evidence.file_name or attachment.url)[:longest]
    with writing(by=by, reason="Evidence added", on=on):
        evidence.save()
    return evidence


def reason_not_to_date(dated: date | None, today: date) -> str:
    """Why evidence cannot tell of a day, or nothing: what has not come cannot be shown."""
    if dated is None or dated <= today:
        return ""
    return f"{dated:%-d %B %Y} has not come yet. Enter the day that the evidence tells of."


def _take_file(evidence: Evidence, upload: UploadedFile) -> None:
    """Store a file under a name of our own: its giver's name is kept in the row and never touches a path."""
    evidence.file_name, evidence.size, evidence.sha256 = plain_name(upload.name), upload.size, _sha256(upload)
    evidence.file.save(f"{uuid4().hex}{PurePath(evidence.file_name).suffix.lower()}", upload, save=False)


def _sha256(upload: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
