"""The exact text of a version, and the digests that chain it. Plain values in, plain values out."""

import hashlib
import json
from datetime import UTC, date, datetime


def canonical_text(fields: dict) -> str:
    """One JSON object with its field names in order: the text that a digest covers."""
    return json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def digest_of(canonical: str, salt: str) -> str:
    """SHA-256 of salt and text, in hexadecimal. The salt stops a short text being guessed from its digest."""
    return hashlib.sha256(f"{salt}\n{canonical}".encode()).hexdigest()


def link_hash(previous: str, facts: dict) -> str:
    """SHA-256 over the previous link's hash and everything this link says."""
    return hashlib.sha256(f"{previous}\n{canonical_text(facts)}".encode()).hexdigest()


def _plain(value):
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
