"""People in front of a browser: who they are, how wide it is, and what it reports."""

from django.conf import settings
from django.test import Client

from improvement.models import User

DESKTOP, PHONE = 1280, 320
HEIGHT = 900
NEXT_FRAME = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


def come_in(page, person: str, site: str) -> None:
    """Sign somebody in without the form: most journeys begin later."""
    client = Client()
    client.force_login(User.objects.get(email=f"{person}@demo.example"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


def resize(page, width: int) -> None:
    """Make the window so wide. Scripts of the page in it, if any, notice with the next frame."""
    page.set_viewport_size({"width": width, "height": HEIGHT})


def resize_and_wait(page, width: int) -> None:
    """Make the window so wide, and let the page's scripts take notice. Never ends where none may run."""
    resize(page, width)
    page.evaluate(NEXT_FRAME)


def send_home(page) -> None:
    """Leave nothing of somebody's behind. The page stays: another site, even an empty one, costs a new process."""
    page.emulate_media(media="null")
    page.context.clear_cookies()


def report_faults(page, faults: list[str]) -> None:
    """Note uncaught errors, and whatever the console calls one: a missing file, a breach of the security policy."""

    def of_console(message):
        # The status of the page itself, such as 404, is the journey's business.
        is_own_status = message.location["url"] == page.url and "status of" in message.text
        if message.type == "error" and not is_own_status:
            faults.append(f"{page.url}: {message.text} ({message.location['url']})")

    page.on("console", of_console)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
