"""The sign-in library's forms in plain words, without placeholders and without links inside hints."""

from allauth.account import forms

EMAIL = "E-mail address"
TWELVE = "At least 12 characters. Three unrelated words make a good one."


class SignInForm(forms.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, login=EMAIL, password="Password")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        _ask(self, login="Enter your e-mail address", password="Enter your password")


class ForgottenPasswordForm(forms.ResetPasswordForm):
    """Where to send the link."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, email=EMAIL)
        _ask(self, email="Enter your e-mail address")


class ChoosePasswordForm(forms.ResetPasswordKeyForm):
    """A new password, after following the link."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, password1="New password", password2="The new password again")
        _ask(self, password1="Enter a new password", password2="Enter the new password again")
        self.fields["password1"].help_text = TWELVE


class ChangePasswordForm(forms.ChangePasswordForm):
    """The password now, and the next one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, oldpassword="Password now", password1="New password", password2="The new password again")
        _ask(
            self,
            oldpassword="Enter your password now",
            password1="Enter a new password",
            password2="Enter the new password again",
        )
        self.fields["password1"].help_text = TWELVE


def _say(form, **labels: str) -> None:
    """Label fields, and take away what the library puts into and under them."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["spellcheck"] = "false"


def _ask(form, **sentences: str) -> None:
    """What an empty field says."""
    for name, sentence in sentences.items():
        form.fields[name].error_messages["required"] = sentence
