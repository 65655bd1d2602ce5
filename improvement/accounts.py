"""How signing in works here: by invitation, by e-mail, and without touching the record."""

from allauth.account.adapter import DefaultAccountAdapter


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up; the office invites. Passwords are saved alone, because the record exempts them."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "That e-mail address and password do not belong together. Check both, or choose a new password."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def set_password(self, user, password):
        user.set_password(password)
        user.save(update_fields=["password"])

    def add_message(self, *args, **kwargs):
        """Signing in and out say nothing: the page that follows shows it."""


def display_name(user) -> str:
    return user.name
