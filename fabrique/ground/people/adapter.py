"""The sign-in library, told how this house does things."""

import base64
import hashlib
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fabrique.core import instance
from fabrique.ground.people import actions, codes, emails, second_factor, sessions
from fabrique.ground.people.models import Person

# the letters the library may ask for, and ours
LETTERS = {
    "account/email/login_code": "people/email/code",
    "account/email/unknown_account": "people/email/code",
    "account/email/password_reset_code": "people/email/reset_code",
    "account/email/email_confirmation": "people/email/address_code",
    "account/email/email_confirmation_signup": "people/email/address_code",
}
# what the owner of an account is told after it changed: one sentence each
NOTICES = {
    "account/email/email_changed": _("L’adresse de votre compte a changé."),
    "account/email/password_changed": _("Le mot de passe de votre compte a changé."),
    "account/email/password_reset": _("Le mot de passe de votre compte a été refait."),
    "account/email/password_set": _("Un mot de passe a été ajouté à votre compte."),
    "mfa/email/recovery_codes_generated": _("De nouveaux codes de secours ont été faits pour votre compte."),
    "mfa/email/totp_activated": _("Une application de codes protège désormais votre compte."),
    "mfa/email/totp_deactivated": _("Votre compte n’est plus protégé par une application de codes."),
    "mfa/email/webauthn_added": _("Une clé d’accès a été ajoutée à votre compte."),
    "mfa/email/webauthn_removed": _("Une clé d’accès a été retirée de votre compte."),
}
# adding a second factor shows it in hand: its recovery codes are read without showing it again
PROVED = ("totp-activated", "webauthn-added")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("Ce n’est pas le bon code. Reprenez celui du dernier message reçu."),
        "email_password_mismatch": _("L’adresse ou le mot de passe ne convient pas. Vous pouvez aussi entrer par un code."),
        "too_many_login_attempts": _("Trop d’essais de ce côté. Entrez par un code reçu par e-mail ou par une clé d’accès."),
        "rate_limited": _("Trop de demandes à la fois. Attendez une minute."),
        "enter_current_password": _("Ce n’est pas votre mot de passe actuel."),
        "incorrect_password": _("Ce n’est pas votre mot de passe."),
        "email_taken": _("Cette adresse sert déjà à un autre compte."),
        "duplicate_email": _("C’est déjà votre adresse."),
    }  # fmt: skip

    def is_open_for_signup(self, request):
        """Accounts open by invitation only."""
        return False

    def generate_login_code(self) -> str:
        return codes.ask(self.address_signing_in())

    def address_signing_in(self) -> str:
        """Set by the sign-in form for the first code, found in the pending sign-in for the next ones."""
        stage = getattr(current.request, "_login_stage", None)
        return stage.state["email"] if stage else current.request.signing_in

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Compose the letter whoever asks, send it only to somebody we know, after the answer has left."""
        name = LETTERS[template_prefix]
        # by the person asked for, not by the reader of the page: the letter belongs to the mailbox
        person = Person.objects.filter(email=email).first()
        code = context.get("code") or codes.ask(email)
        message = emails.letter(name, email, person.language if person else get_language() or "fr", code=code)
        if name == "people/email/code" and not codes.letter_due(email):
            return
        if template_prefix != "account/email/unknown_account":
            emails.post(message)

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Called by the library at each change of what protects an account: journal, other sessions, a notice."""
        change = template_prefix.rpartition("/")[2].replace("_", "-")
        if actions.note_protection(by=user, change=change) and current.request.user.is_authenticated:
            sessions.keep(current.request, user)
            if change in PROVED:
                record_authentication(current.request, user, method="mfa", reauthenticated=True)
        address = email or EmailAddress.objects.get_primary_email(user)
        if address and template_prefix in NOTICES:
            emails.post(emails.letter("people/email/notice", address, user.language, sentence=NOTICES[template_prefix]))

    def send_account_already_exists_mail(self, email: str) -> None:
        """Somebody tries to move to an address that is taken: its owner has nothing to do."""

    def login(self, request, user) -> None:
        super().login(request, user)
        sessions.start(request)

    def add_message(self, request, level, message_template=None, *arguments, **options):
        """Only what the next page does not show by itself."""
        if message_template not in ("account/messages/logged_in.txt", "account/messages/login_code_sent.txt"):
            super().add_message(request, level, message_template, *arguments, **options)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Ce n’est pas le bon code. Attendez le suivant et recopiez-le."),
        "cannot_delete_authenticator": _("Vos rôles demandent un second facteur : ajoutez-en un autre avant de retirer celui-ci."),
    }  # fmt: skip

    def get_totp_issuer(self) -> str:
        return instance.alliance_name()

    def build_totp_svg(self, url: str) -> SafeString:
        """The drawing alone, to stand in the page: our policy refuses pictures in `data:` addresses."""
        drawing = super().build_totp_svg(url)
        return mark_safe(drawing[drawing.index("<svg") :])  # noqa: S308  drawn by qrcode from our own URL

    def encrypt(self, text: str) -> str:
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret written with a key since lost becomes one nobody knows: an empty one would give known codes."""
        try:
            return keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(40)).decode()

    def can_delete_authenticator(self, authenticator) -> bool:
        """The last factor of somebody who must have one stays until another is there."""
        others = type(authenticator).objects.filter(user=authenticator.user, type__in=("totp", "webauthn"))
        return others.exclude(pk=authenticator.pk).exists() or not second_factor.must_have(authenticator.user)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": instance.alliance_name()}

    def get_public_key_credential_user_entity(self, user) -> dict:
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.name or user.email}


def keys() -> MultiFernet:
    """Second-factor secrets are unreadable in a stolen database alone; a changed SECRET_KEY stays in its fallbacks."""
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second factor:" + key.encode()).digest() for key in known]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
