"""What is written to logs: never an address that is itself a permission."""

import logging
import re

# A partner's link, a calendar feed, and the link by which a password is chosen.
PRIVATE = re.compile(r"(/(?:partner|calendar|password/choose)/)[^/\s\"'?]+")


class HidePrivateAddresses(logging.Filter):
    """Puts an ellipsis in place of what only the bearer of an address may know."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(hidden(argument) for argument in record.args)
        return True


def hidden(value):
    """A text without private parts of addresses; what is no text stays as it is.

    >>> hidden("Gone: /partner/abc/")
    'Gone: /partner/…/'
    """
    return PRIVATE.sub(r"\1…", value) if isinstance(value, str) else value
