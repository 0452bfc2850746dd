"""The sign-in library's forms, drawn and worded by the house (settings ACCOUNT_FORMS and MFA_FORMS)."""

from allauth.account import forms as account
from allauth.core import context as current
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from fabrique.core.forms import HouseForm
from fabrique.ground.people import codes

LONG_ENOUGH = _("Quinze signes ou plus : une phrase dont vous vous souviendrez convient très bien.")


class Housed(HouseForm):
    """The house's drawing over a form of the library: labels and help are ours, and no placeholder plays the label."""

    words: dict = {}
    helps: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = self.helps.get(name, "")


class CodeDrawn(Housed):
    words = {"code": _("Code")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false", "autofocus": True}


class SignIn(Housed, account.LoginForm):
    """An address is enough: a code goes there. A password, for those who set one, saves the trip to the mailbox."""

    words = {"login": _("Votre adresse e-mail"), "password": _("Mot de passe")}
    helps = {"password": _("Laissez vide pour recevoir un code.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        attributes = {"autocomplete": "current-password", "class": "input"}
        self.fields["password"] = forms.CharField(
            label=self.words["password"], help_text=self.helps["password"], required=False, strip=False,
            widget=forms.PasswordInput(attrs=attributes),
        )  # fmt: skip

    def login(self, request, redirect_url=None):
        request.signing_in = self.cleaned_data["login"]
        return super().login(request, redirect_url)


class RequestCode(Housed, account.RequestLoginCodeForm):
    words = {"email": _("Votre adresse e-mail")}

    def clean_email(self):
        email = super().clean_email()
        current.request.signing_in = email
        return email


class ConfirmCode(CodeDrawn, account.ConfirmLoginCodeForm):
    def clean_code(self) -> str:
        """Counted by address, whatever the session: see `codes`."""
        address = current.request._login_stage.state["email"]  # noqa: SLF001
        if not codes.try_code(address, self.cleaned_data["code"]):
            raise account.get_adapter().validation_error("incorrect_code")
        return super().clean_code()


class ConfirmAddress(CodeDrawn, account.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmReset(CodeDrawn, account.ConfirmPasswordResetCodeForm):
    pass


class ChangeAddress(Housed, account.AddEmailForm):
    words = {"email": _("Nouvelle adresse e-mail")}
    helps = {"email": _("Un code y sera envoyé ; l’adresse change quand vous le recopiez.")}


class AskReset(Housed, account.ResetPasswordForm):
    words = {"email": _("Votre adresse e-mail")}


class Reauthenticate(Housed, account.ReauthenticateForm):
    words = {"password": _("Mot de passe")}


class SetPassword(Housed, account.SetPasswordForm):
    words = {"password1": _("Mot de passe"), "password2": _("Le même, une seconde fois")}
    helps = {"password1": LONG_ENOUGH}


class ChangePassword(Housed, account.ChangePasswordForm):
    words = {"oldpassword": _("Mot de passe actuel")} | {
        "password1": _("Nouveau mot de passe"), "password2": _("Le même, une seconde fois")}  # fmt: skip
    helps = {"password1": LONG_ENOUGH}


class NewPassword(Housed, account.ResetPasswordKeyForm):
    words = {"password1": _("Nouveau mot de passe"), "password2": _("Le même, une seconde fois")}
    helps = {"password1": LONG_ENOUGH}


class SecondFactor(CodeDrawn, mfa.AuthenticateForm):
    words = {"code": _("Code de l’application, ou code de secours")}


class SecondFactorAgain(CodeDrawn, mfa.ReauthenticateForm):
    words = {"code": _("Code de l’application, ou code de secours")}


class ActivateApp(CodeDrawn, totp.ActivateTOTPForm):
    words = {"code": _("Code affiché par l’application")}


class AddKey(Housed, webauthn.AddWebAuthnForm):
    """Always a passkey: it signs in by itself, the device asking for a finger, a face or its code."""

    words = {"name": _("Nom de cette clé"), "credential": ""}
    helps = {"name": _("Pour la reconnaître : « téléphone », « ordinateur du bureau ».")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]


class RenameKey(Housed, webauthn.EditWebAuthnForm):
    words = {"name": _("Nom de cette clé")}
