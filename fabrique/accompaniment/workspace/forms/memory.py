from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.workspace.enums import CALL, Again, CardKind, PeriodKind, Size, WhatFollows
from fabrique.accompaniment.workspace.models import Decision
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose

LONGEST = 5000
MOST = 1_000_000


class AddPeriodForm(HouseForm):
    title = forms.CharField(label=gettext_lazy("Ce qui occupe le territoire"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("De quelle sorte"), choices=PeriodKind)
    starts_on = day(gettext_lazy("À partir du"), required=True)
    ends_on = day(gettext_lazy("Jusqu’au"), help_text=gettext_lazy("À laisser vide pour un seul jour."))


class AddDecisionForm(HouseForm):
    folded = ("present", "story", "replaces")
    title = forms.CharField(label=gettext_lazy("Ce qui a été décidé"), max_length=200)
    decided_on = day(gettext_lazy("Le"), required=True)
    body = forms.CharField(
        label=gettext_lazy("Par qui"), max_length=160,
        help_text=gettext_lazy("Le conseil, le comité de pilotage, la délégation…"),
    )  # fmt: skip
    reason = prose(gettext_lazy("Pourquoi"), rows=3, required=True, max_length=LONGEST)
    present = prose(
        gettext_lazy("Qui était là"),
        rows=2,
        max_length=LONGEST,
        help_text=gettext_lazy("Par fonction plutôt que par nom."),
    )
    story = forms.CharField(label=gettext_lazy("De quelle histoire elle fait partie"), max_length=160, required=False)
    replaces = pick(
        gettext_lazy("Elle remplace"), Decision.objects.none(), required=False, empty_label=gettext_lazy("aucune autre")
    )

    def __init__(self, *args, participation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["replaces"].queryset = participation.decisions.filter(replaced_by=None)


class FieldsOfCard(forms.Form):
    name = forms.CharField(label=gettext_lazy("Son nom"), max_length=160)
    does = prose(gettext_lazy("Ce qu’elle fait ici"), rows=2, required=True, max_length=LONGEST)
    decides = prose(gettext_lazy("Ce qu’elle décide"), rows=2, max_length=LONGEST)
    not_its_role = prose(gettext_lazy("Ce qui n’est pas son rôle"), rows=2, max_length=LONGEST)


class AddCardForm(FieldsOfCard, HouseForm):
    folded = ("decides", "not_its_role")
    kind = forms.ChoiceField(
        label=gettext_lazy("Instance ou personne"), choices=CardKind,
        help_text=gettext_lazy("Les instances se lisent aussi de l’extérieur, dans l’ordre où l’on décide."),
    )  # fmt: skip
    field_order = ["kind", "name"]


class CardForm(FieldsOfCard, VersionedForm):
    pass


class SpotCallForm(HouseForm):
    folded = ("launched_by", "fit")
    title = forms.CharField(label=gettext_lazy("Titre de l’appel"), max_length=200)
    launched_by = forms.CharField(label=gettext_lazy("Lancé par"), max_length=160, required=False)
    closes_on = day(gettext_lazy("À rendre le"), required=True)
    fit = prose(gettext_lazy("En quoi il sert votre chemin"), rows=3, max_length=LONGEST)


class MoveCallForm(HouseForm):
    name = forms.ChoiceField(label=gettext_lazy("Ce que vous décidez"))
    reason = prose(
        gettext_lazy("Pourquoi"),
        rows=3,
        max_length=LONGEST,
        help_text=gettext_lazy("À dire pour y aller comme pour renoncer."),
    )

    def __init__(self, *args, call, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = [(name, move.label) for name, move in CALL.open_to(call).items()]


class AddConsultationForm(HouseForm):
    folded = ("newcomers", "publics", "heard")
    title = forms.CharField(label=gettext_lazy("Ce sur quoi on a consulté"), max_length=200)
    held_on = day(gettext_lazy("Le"), required=True)
    came = forms.IntegerField(label=gettext_lazy("Personnes venues"), min_value=0, max_value=MOST)
    newcomers = forms.IntegerField(
        label=gettext_lazy("Dont venues pour la première fois"), min_value=0, max_value=MOST, required=False
    )
    publics = prose(
        gettext_lazy("Les publics, un par ligne"), rows=3, max_length=2000,
        help_text=gettext_lazy("Par exemple « jeunes : 12 ». Une personne peut compter dans plusieurs."),
    )  # fmt: skip
    heard = prose(gettext_lazy("Ce que l’on a entendu"), rows=3, max_length=LONGEST)

    def clean_publics(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for line in self.cleaned_data["publics"].splitlines():
            label, _sign, count = (part.strip() for part in line.rpartition(":"))
            if not line.strip():
                continue
            if not label or len(label) > 80 or not (count.isascii() and count.isdigit() and len(count) < 7):
                raise ValidationError(
                    _("« %(line)s » : écrivez un public, deux points, un nombre.") % {"line": line[:60]}
                )
            found[label] = int(count)
        return found


class ConsultationNoticeForm(VersionedForm):
    notice = prose(
        gettext_lazy("Ce qui a été décidé, et pourquoi"), rows=6, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Tout le monde le lira sur la page du territoire, avec le nombre de personnes venues."),
    )  # fmt: skip


class FollowersForm(HouseForm):
    """Addresses of those who said yes, one a line."""

    emails = prose(
        gettext_lazy("Leurs adresses, une par ligne"), rows=6, required=True, max_length=LONGEST * 6,
        help_text=gettext_lazy("Chacune reçoit une lettre, celle qui dit ce qui a été décidé. Puis elle est oubliée."),
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=gettext_lazy("Ces personnes ont accepté de recevoir cette suite, et rien d’autre"), required=True,
        error_messages={"required": gettext_lazy("Sans leur accord, n’écrivez pas leur adresse ici.")},
    )  # fmt: skip

    def clean_emails(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["emails"].splitlines() if line.strip()]
        for line in lines:
            try:
                validate_email(line)
            except ValidationError as fault:
                raise ValidationError(_("« %(line)s » n’est pas une adresse.") % {"line": line[:60]}) from fault
        return lines

    def clean(self):
        super().clean()
        self.cleaned_data.pop("agreed", None)
        return self.cleaned_data


class PositionForm(VersionedForm):
    """At the entry, the ambition alone; the version is 0 until somebody wrote."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    ambition = prose(gettext_lazy("Votre ambition, à ce moment"), rows=4, required=True, max_length=LONGEST)


class PositionAtBreakForm(PositionForm):
    folded = ("on_expectations", "gaps", "wanted")
    on_expectations = prose(
        gettext_lazy("Vos attentes du départ : ce qui est venu, ce qui ne viendra pas"), rows=3, max_length=LONGEST,
        help_text=gettext_lazy("Relisez celles de vos premiers ateliers, si vous les avez gardées."),
    )  # fmt: skip
    gaps = prose(gettext_lazy("Ce qui manque"), rows=3, max_length=LONGEST)
    wanted = prose(gettext_lazy("Les séances ou l’appui que vous aimeriez"), rows=3, max_length=LONGEST)
    follows = forms.ChoiceField(
        label=gettext_lazy("Et maintenant ?"),
        required=False,
        choices=[("", gettext_lazy("pas encore décidé")), *WhatFollows.choices],
    )


class PositionAtEndForm(PositionAtBreakForm):
    folded = ("on_expectations", "gaps", "wanted", "engagement", "carried_by")
    next_steps = prose(gettext_lazy("Vos prochains objectifs"), rows=3, max_length=LONGEST)
    engagement = prose(
        gettext_lazy("Ce que vous voulez faire dans l’alliance"), rows=2, max_length=LONGEST,
        help_text=gettext_lazy("Signer la charte, rester compagnon, accueillir, témoigner… ou rien."),
    )  # fmt: skip
    carried_by = forms.CharField(label=gettext_lazy("Qui continue de porter"), max_length=300, required=False)
    again = forms.ChoiceField(
        label=gettext_lazy("Le referiez-vous ?"), required=False,
        choices=[("", gettext_lazy("pas encore répondu")), *Again.choices],
    )  # fmt: skip


class AddVictoryForm(HouseForm):
    folded = ("thanks_to", "project")
    title = forms.CharField(label=gettext_lazy("Ce que vous avez gagné"), max_length=160)
    size = forms.ChoiceField(label=gettext_lazy("Petite ou grande"), choices=Size)
    won_on = day(gettext_lazy("Depuis le"), required=True)
    thanks_to = forms.CharField(
        label=gettext_lazy("Grâce à qui"), max_length=200, required=False,
        help_text=gettext_lazy("Un groupe ou une fonction plutôt qu’un nom."),
    )  # fmt: skip
    project = pick(
        gettext_lazy("Elle fait avancer"), PilotProject.objects.none(), required=False,
        empty_label=gettext_lazy("aucun projet en particulier"),
    )  # fmt: skip

    def __init__(self, *args, participation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = participation.projects.order_by("pk")
