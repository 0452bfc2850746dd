from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.peers.choosing import facilitators, successors
from fabrique.accompaniment.peers.enums import STEPS, Kind, Says, StatementKind
from fabrique.accompaniment.programme.models import Session
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item

LONGEST = 4000
YES_NO = [("no", gettext_lazy("Non")), ("yes", gettext_lazy("Oui"))]


def by_label(field) -> None:
    field.label_from_instance = lambda item: item.label


class FieldsOfGroup(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("Nom du sous-groupe"), max_length=120, required=False,
        help_text=gettext_lazy("Quand la catégorie a plusieurs groupes : une nuance, une échelle."),
    )  # fmt: skip
    facilitator = pick(
        gettext_lazy("Qui l’anime ?"), Person.objects.none(),
        help_text=gettext_lazy("Un·e allié·e qui tient ce rôle dans la cohorte, et ne la conduit pas."),
    )  # fmt: skip
    dates = prose(gettext_lazy("Quand il se retrouve"), rows=3, max_length=600)
    sessions = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Les séances de la cohorte où il se retrouve"), queryset=Session.objects.none(), to_field_name="code",
        required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def offer(self, cohort) -> None:
        self.fields["facilitator"].queryset = facilitators(cohort.scope)
        self.fields["sessions"].queryset = cohort.sessions.exclude(state="cancelled").in_time()


class OpenGroupForm(FieldsOfGroup, HouseForm):
    category = pick(gettext_lazy("De quelle catégorie ?"), Item.objects.none(), to_field_name="key")
    field_order = ("category",)

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(cohort)
        self.fields["category"].queryset = Item.objects.categories(cohort.scope)
        by_label(self.fields["category"])


class PeerGroupForm(FieldsOfGroup, VersionedForm):
    def __init__(self, *args, instance, **kwargs):
        initial = {"facilitator": instance.facilitator.code, "sessions": [one.code for one in instance.sessions.all()]}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.offer(instance.cohort)


class HandOverForm(HouseForm):
    facilitator = pick(
        gettext_lazy("À qui confier le groupe ?"), Person.objects.none(),
        help_text=gettext_lazy("Cette personne n’y lit rien avant d’en accepter les règles. Les membres le savent d’abord."),
    )  # fmt: skip

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].queryset = successors(group)


class TakeOverForm(HouseForm):
    rules = forms.BooleanField(label=gettext_lazy("J’accepte ces règles, et je les fais tenir"))


class ProposeForm(HouseForm):
    people = forms.MultipleChoiceField(label=gettext_lazy("À qui le proposer ?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [
            (code, f"{seat.who if seat else person}, {seat.participation.territory.name if seat else _('n° 1')}")
            for code, (person, seat, _place) in rows.items()
        ]


class EntryForm(HouseForm):
    """The rules when one enters, and two questions for each person one may know (R403), asked together."""

    def __init__(self, *args, asked, entering, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked, self.entering = asked, entering
        for other in asked:
            name = {"name": other.who}
            self.fields[f"link_{other.code}"] = forms.ChoiceField(
                label=_("Entre %(name)s et vous, y a-t-il un lien de direction, dans un sens ou dans l’autre ?") % name,
                choices=YES_NO, widget=forms.RadioSelect,
            )  # fmt: skip
            self.fields[f"accepts_{other.code}"] = forms.ChoiceField(
                label=_("Si l’un·e dirige l’autre, acceptez-vous de parler devant %(name)s, et de l’entendre ?") % name,
                choices=YES_NO, widget=forms.RadioSelect,
            )  # fmt: skip
        if entering:
            self.fields["rules"] = forms.BooleanField(label=_("J’accepte ces règles"))

    def clean(self):
        sent = super().clean()
        answers = {
            other.code: (sent.get(f"link_{other.code}") == "yes", sent.get(f"accepts_{other.code}") == "yes")
            for other in self.asked
        }
        return {"answers": answers, "rules": bool(sent.get("rules"))}


class FieldsOfContribution(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=Kind, widget=forms.RadioSelect)
    to = pick(
        gettext_lazy("À qui cette demande s’adresse"), Item.objects.none(), to_field_name="key", required=False,
        empty_label=gettext_lazy("à toutes les catégories"),
    )  # fmt: skip
    text = prose(gettext_lazy("Avec vos mots"), rows=5, required=True, max_length=LONGEST)
    signed = forms.BooleanField(
        label=gettext_lazy("Signer de mon nom"), required=False,
        help_text=gettext_lazy("Sans signature, ni les membres ni la personne qui anime ne savent qui écrit."),
    )  # fmt: skip

    def settle(self, group, step, *, aloud: bool) -> None:
        kinds = STEPS[step]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if Kind.REQUEST in kinds:
            self.fields["to"].queryset = Item.objects.categories(group.cohort.scope)
            by_label(self.fields["to"])
        else:
            del self.fields["to"]
        if aloud:
            del self.fields["signed"]


class ContributeForm(FieldsOfContribution, HouseForm):
    def __init__(self, *args, group, step, aloud, **kwargs):
        super().__init__(*args, **kwargs)
        self.settle(group, step, aloud=aloud)


class ContributionForm(FieldsOfContribution, VersionedForm):
    def __init__(self, *args, instance, **kwargs):
        initial = {"to": instance.to.key if instance.to else None}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.settle(instance.group, instance.step, aloud=instance.said_aloud)


class FieldsOfStatement(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=StatementKind, widget=forms.RadioSelect)
    text = prose(
        gettext_lazy("Ce que le groupe pourrait dire"), rows=4, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Sans nom, sans lieu, sans fonction unique : comme si toute la cohorte le lisait."),
    )  # fmt: skip
    to = pick(
        gettext_lazy("À qui cette revendication s’adresse"), Item.objects.none(), to_field_name="key", required=False,
        empty_label=gettext_lazy("à toutes les catégories"),
    )  # fmt: skip
    due_on = day(gettext_lazy("Pour quand, si c’est un engagement"))

    def offer(self, cohort) -> None:
        self.fields["to"].queryset = Item.objects.categories(cohort.scope)
        by_label(self.fields["to"])


class AddStatementForm(FieldsOfStatement, HouseForm):
    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(cohort)


class StatementForm(FieldsOfStatement, VersionedForm):
    def __init__(self, *args, instance, **kwargs):
        initial = {"to": instance.to.key if instance.to else None}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.offer(instance.group.cohort)


class AnswerForm(HouseForm):
    says = forms.ChoiceField(label=gettext_lazy("Qu’en dites-vous ?"), choices=Says, widget=forms.RadioSelect)
    words = prose(
        gettext_lazy("Ce qu’il faudrait changer"), rows=3, max_length=1000,
        help_text=gettext_lazy("La personne qui anime lit ces mots, sans savoir de qui ils viennent."),
    )  # fmt: skip


class TakeBackForm(HouseForm):
    reason = prose(gettext_lazy("Pourquoi ce texte est retiré"), rows=3, required=True, max_length=1000,
                   help_text=gettext_lazy("Lu par le groupe."))  # fmt: skip


class SayForm(HouseForm):
    text = prose(gettext_lazy("Votre message"), rows=4, required=True, max_length=LONGEST)
    unsigned = forms.BooleanField(label=gettext_lazy("Ne pas montrer mon nom"), required=False)


class LeaveForm(HouseForm):
    keeps = forms.TypedChoiceField(
        label=gettext_lazy("Que devient ce que vous avez écrit ?"), widget=forms.RadioSelect, coerce=lambda value: value == "keep",
        choices=[
            ("keep", gettext_lazy("Le groupe le garde, sans aucune signature : je ne pourrai plus le reprendre")),
            ("remove", gettext_lazy("Tout s’efface, tout de suite")),
        ],
    )  # fmt: skip
