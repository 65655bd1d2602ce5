"""Delivery status notifications (RFC 3464): whose mail failed, and what the server said. Plain values only."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr

LONGEST = 1000


class NoReport(Exception):
    """A file is no report of a delivery. Its text says what it is instead."""


@dataclass(frozen=True)
class Bounce:
    """One recipient whom a mail did not reach: each address they may be known by, and why."""

    addresses: tuple[str, ...]
    words: str


def bounces_in(content: bytes) -> list[Bounce]:
    """The failed recipients of a report; none where it only tells of a delay or a delivery. Raises NoReport."""
    if not content.strip():
        raise NoReport("It is empty.")
    # Reports come from strangers: the older policy reads every header as it stands and parses none.
    message = message_from_bytes(content, policy=policy.compat32)
    reports = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    if not reports:
        raise NoReport("It is no delivery status notification: it has no part “message/delivery-status”.")
    found = [_bounce(block) for report in reports for block in _blocks(report)]
    return [bounce for bounce in found if bounce and bounce.addresses]


def _blocks(report: Message) -> list[Message]:
    """The groups of fields of a report: the first is about the mail, each other about one recipient."""
    blocks = report.get_payload()
    return [block for block in blocks if isinstance(block, Message)] if isinstance(blocks, list) else []


def _bounce(block: Message) -> Bounce | None:
    if _value(block, "Action").casefold() != "failed":
        return None
    # The address we wrote to comes first: the final one may be where it was forwarded to.
    addresses = [_address(_value(block, name)) for name in ("Original-Recipient", "Final-Recipient")]
    said = _after_type(_value(block, "Diagnostic-Code")) or f"Status {_value(block, 'Status') or 'unknown'}"
    return Bounce(tuple(dict.fromkeys(filter(None, addresses))), said[:LONGEST])


def _value(block: Message, name: str) -> str:
    return " ".join(str(block.get(name, "")).split())


def _after_type(value: str) -> str:
    """What follows “rfc822;” or “smtp;”."""
    return value.partition(";")[2].strip() if ";" in value else value


def _address(value: str) -> str:
    found = parseaddr(_after_type(value))[1]
    return found if "@" in found else ""
