from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.core import audit
from fabrique.core.forms import HouseForm
from fabrique.core.models import AuditEntry
from fabrique.ground.people.enums import LEADS, NOT_ON_SCREEN, ROLES, PersonState, Role, ScopeKind
from fabrique.ground.people.models import Scope

LANGUAGES = [("fr", "Français"), ("en", "English")]


def day(label, **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **options)


class ProfileForm(HouseForm):
    name = forms.CharField(
        label=gettext_lazy("Prénom et nom"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=gettext_lazy("Téléphone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy("L’équipe l’utilise pour vous joindre un jour de séance, rien d’autre."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Langue de vos messages"), choices=LANGUAGES)  # fmt: skip


class WelcomeForm(HouseForm):
    """What an invited person says before their account opens."""

    name = forms.CharField(
        label=gettext_lazy("Prénom et nom"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class MailboxCodeForm(HouseForm):
    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "autofocus": True}),
    )  # fmt: skip


class ErasureForm(HouseForm):
    """What cannot be undone is typed, not clicked. `lost`: what goes with the account, which is then said too."""

    word = forms.CharField(
        label=gettext_lazy("Pour confirmer, écrivez le mot : effacer"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    knowing = forms.BooleanField(
        label=gettext_lazy("Détruire avec ce compte ce que personne d’autre n’ouvre, en le sachant.")
    )

    def __init__(self, *args, lost=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.lost = lost
        if not lost:
            del self.fields["knowing"]

    def clean_word(self):
        if self.cleaned_data["word"].strip().lower() != _("effacer"):
            raise forms.ValidationError(_("Le mot attendu est « effacer ». Rien n’a été changé."))
        return self.cleaned_data["word"]


class RoleForm(HouseForm):
    """A role in a place, among those that `giver` may give."""

    role = forms.ChoiceField(label=gettext_lazy("Rôle"))
    scope = forms.ModelChoiceField(
        label=gettext_lazy("Où ce rôle s’exerce"), queryset=Scope.objects.none(), empty_label=gettext_lazy("Choisissez")
    )
    starts_on = day(gettext_lazy("À partir du"), help_text=gettext_lazy("Aujourd’hui si vous laissez vide."))
    ends_on = day(
        gettext_lazy("Jusqu’au"), help_text=gettext_lazy("Sans date, le rôle dure jusqu’à ce que quelqu’un le termine.")
    )

    def __init__(self, *args, giver, **kwargs):
        super().__init__(*args, **kwargs)
        scopes = Scope.objects.where_roles_are_given_by(giver).order_by("kind", "label")
        self.fields["scope"].queryset = scopes
        kinds = {scope.kind for scope in scopes}
        closed = NOT_ON_SCREEN if giver.holds(Role.PLATFORM_ADMINISTRATOR) else (*NOT_ON_SCREEN, *LEADS)
        self.fields["role"].choices = [
            ("", _("Choisissez")),
            *[(kind.label, choices) for kind in ScopeKind if (choices := roles_given_in(kind, kinds, closed))],
        ]

    def clean(self):
        role, scope = self.cleaned_data.get("role"), self.cleaned_data.get("scope")
        if role and scope and scope.kind not in ROLES[Role(role)].scopes:
            places = _(" ou ").join(str(kind.label) for kind in ROLES[Role(role)].scopes)
            self.add_error(
                "scope", _("« %(role)s » se donne ici : %(places)s.") % {"role": Role(role).label, "places": places}
            )
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if ends and ends < max(starts or timezone.localdate(), timezone.localdate()):
            self.add_error("ends_on", _("Donnez une date de fin à venir, après le début."))


def roles_given_in(kind: ScopeKind, present: set[str], closed: tuple[Role, ...]) -> list[tuple[str, str]]:
    """Each role once, under the first kind of place where it may be given."""
    if kind not in present:
        return []
    return [
        (role.value, f"{role.label} : {rule.means}")
        for role, rule in ROLES.items()
        if role not in closed and next((k for k in rule.scopes if k in present), None) == kind
    ]


class InviteForm(RoleForm):
    email = forms.EmailField(
        label=gettext_lazy("Adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(label=gettext_lazy("Prénom et nom"), max_length=120, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Langue du message"), choices=LANGUAGES)
    starts_on = None
    field_order = ["email", "name", "language", "role", "scope", "ends_on"]


class PeopleFilter(HouseForm):
    q = forms.CharField(
        label=gettext_lazy("Nom ou adresse"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Rôle tenu aujourd’hui"),
        required=False,
        choices=[("", gettext_lazy("tous les rôles")), *Role.choices],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Compte"),
        required=False,
        choices=[("", gettext_lazy("ouverts et suspendus")), *PersonState.choices],
    )


class JournalFilter(HouseForm):
    who = forms.CharField(label=gettext_lazy("Qui"), required=False, max_length=80)
    verb = forms.ChoiceField(label=gettext_lazy("A fait quoi"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Sur quoi"), required=False)
    since = day(gettext_lazy("Depuis le"))
    until = day(gettext_lazy("Jusqu’au"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        verbs = AuditEntry.objects.values_list("verb", flat=True).distinct().order_by("verb")
        kinds = AuditEntry.objects.exclude(kind="").values_list("kind", flat=True).distinct().order_by("kind")
        self.fields["verb"].choices = [("", _("tous les actes")), *[(v, audit.verb_name(v)) for v in verbs]]
        named = [(k, audit.kind_name(k)) for k in kinds if audit.is_named(k)]
        self.fields["kind"].choices = [("", _("tous les objets")), *named]


class SettingsForm(HouseForm):
    alliance_name = forms.CharField(label=gettext_lazy("Nom de l’alliance"), max_length=120)
    publisher = forms.CharField(
        label=gettext_lazy("Éditeur du site"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("L’association ou la collectivité qui répond de ce site."),
    )
    publisher_address = forms.CharField(label=gettext_lazy("Adresse de l’éditeur"), max_length=300, required=False)
    contact_email = forms.EmailField(
        label=gettext_lazy("Adresse où écrire"),
        required=False,
        help_text=gettext_lazy("Montrée à qui cherche à être invité, et au pied des messages."),
    )
    host = forms.CharField(label=gettext_lazy("Hébergeur"), max_length=300, required=False)
    source_url = forms.URLField(label=gettext_lazy("Adresse du code source"), required=False, assume_scheme="https")
