from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from fabrique.core.forms import HouseForm
from fabrique.core.vault.keys import SHORTEST
from fabrique.ground.keyring.sheets import is_of

LONGEST = 300
LONG_ENOUGH = gettext_lazy(
    "Seize signes au moins : quatre ou cinq mots que rien ne relie. Ni une citation, ni le mot de passe d’un autre site."
)


def phrase(label, *, new: bool = False, **options) -> forms.CharField:
    """Never drawn again with what was typed in it."""
    hint = "new-password" if new else "off"
    return forms.CharField(
        label=label, max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": hint, "spellcheck": "false"}), **options,
    )  # fmt: skip


class NewPhraseForm(HouseForm):
    """A passphrase chosen, twice."""

    passphrase = phrase(
        _("Votre phrase"), new=True, min_length=SHORTEST, help_text=LONG_ENOUGH,
        error_messages={"min_length": _("Trop courte : il faut seize signes au moins.")},
    )  # fmt: skip
    again = phrase(_("La même, une seconde fois"), new=True)

    def clean(self):
        words = super().clean()
        if "passphrase" in words and words.pop("again", None) != words["passphrase"]:
            self.add_error("again", _("Les deux phrases diffèrent. Tapez-les de nouveau."))
        return words


class MakeForm(NewPhraseForm):
    known = forms.BooleanField(
        label=_("J’ai compris : si je perds ma phrase et ma fiche, mes notes sont perdues, et personne n’y peut rien."),
        error_messages={"required": _("Dites que vous l’avez compris : rien ne pourra les rendre.")},
    )

    def clean(self):
        words = super().clean()
        words.pop("known", None)
        return words


class PhraseForm(HouseForm):
    passphrase = phrase(_("La phrase de votre coffre"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if settings.DEMONSTRATION:
            told = _("Démonstration : la phrase des personnes inventées est « %(phrase)s ».")
            self.fields["passphrase"].help_text = told % {"phrase": settings.DEMONSTRATION_PASSPHRASE}


class ChangeForm(NewPhraseForm):
    old = phrase(_("Votre phrase d’aujourd’hui"))
    field_order = ("old", "passphrase", "again")


class RecoverForm(NewPhraseForm):
    sheet = forms.CharField(
        label=_("Les neuf groupes de votre fiche"), max_length=200,
        help_text=_("Majuscules, espaces et tirets ne comptent pas."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}),
    )  # fmt: skip
    field_order = ("sheet", "passphrase", "again")


class KeptForm(HouseForm):
    """One group typed again from the paper: proof enough that there is one."""

    group = forms.CharField(
        label="", max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}),
    )  # fmt: skip
    proof = forms.CharField(widget=forms.HiddenInput, max_length=300)

    def __init__(self, *args, holder: str, number: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        self.holder = holder
        self.fields["group"].label = _("Le groupe n° %(n)d, recopié depuis votre papier") % {"n": number or 1}

    def clean(self):
        words = super().clean()
        if "group" in words and "proof" in words and not is_of(words["proof"], self.holder, words["group"]):
            self.add_error("group", _("Ce n’est pas ce groupe. Reprenez-le sur votre papier, pas de mémoire."))
        return {}
