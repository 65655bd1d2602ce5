"""The sign-in page as people use it."""

from improvement.demo import files

DEMONSTRATION = files.read("demonstration.toml")
ACCOUNTS = DEMONSTRATION["account"]
PASSWORD = DEMONSTRATION["password"]


def sign_in(page, person: str, password: str = PASSWORD) -> None:
    """Fill in the form that is on the page. A person is an e-mail address, or what stands before its @."""
    email = person if "@" in person else f"{person}@demo.example"
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page) -> None:
    page.get_by_role("button", name="Sign out").first.click()


def choose_password(page, password: str) -> None:
    """Fill in the page that a letter's link leads to."""
    page.get_by_label("New password", exact=True).fill(password)
    page.get_by_label("The new password again").fill(password)
    page.get_by_role("main").get_by_role("button").click()
