"""Which addresses may become evidence. Plain values only."""

from urllib.parse import urlsplit

LONGEST = 500
EXAMPLE = "Enter the whole address, such as https://www.bury.gov.uk/minutes"


def reason_not_to_link(address: str) -> str:
    """Why an address may not be kept as a link, or nothing.

    Names without a dot are let through: a council's own servers have them.
    """
    if len(address) > LONGEST:
        return f"The link is {len(address)} characters long. Enter one of at most {LONGEST}."
    # Browsers read a backslash as a slash, so what follows it would not be what we read.
    if "\\" in address or any(not letter.isprintable() or letter.isspace() for letter in address):
        return f"The link holds a space or another character that no address has. {EXAMPLE}"
    try:
        parts = urlsplit(address)
        host, has_login = parts.hostname, parts.username is not None or parts.password is not None
        _ = parts.port
    except ValueError:
        return EXAMPLE
    if parts.scheme not in {"http", "https"}:
        return "Enter an address that begins with https:// or http://"
    if has_login:
        return "The link holds a user name or password, which others would see. Take it out."
    return "" if host else EXAMPLE
