from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.peers.models import PeerGroup
from fabrique.accompaniment.programme.enums import OutputKind
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.workshops import scripts
from fabrique.accompaniment.workshops.enums import LONGEST_CARD, MOST_DOTS, Ballot, StepKind
from fabrique.accompaniment.workshops.models import Format
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.referentials.models import Item

LONGEST = 2000


class OfAPlace(forms.Form):
    """Which of the delegations of a common workshop; not asked of another workshop."""

    def offer_places(self, workshop) -> None:
        if workshop.is_common:
            self.fields["participation"].queryset = workshop.places()
            self.fields["participation"].label_from_instance = lambda place: place.territory.name
        else:
            del self.fields["participation"]


class FieldsOfWorkshop(forms.Form):
    title = forms.CharField(label=gettext_lazy("Titre de l’atelier"), max_length=160)
    session = pick(
        gettext_lazy("La séance où il a lieu"), Session.objects.none(), required=False, empty_label=gettext_lazy("aucune séance en particulier"),
    )  # fmt: skip
    participation = pick(
        gettext_lazy("La délégation qui le mène"), Participation.objects.none(), required=False, empty_label=gettext_lazy("toute la cohorte"),
        help_text=gettext_lazy("Ce qu’il donne peut alors rejoindre ce que le programme garde de cette délégation."),
    )  # fmt: skip

    def offer(self, cohort) -> None:
        self.fields["session"].queryset = cohort.sessions.exclude(state="cancelled").in_time()
        places = cohort.participations.current().select_related("territory")
        self.fields["participation"].queryset = places
        self.fields["participation"].label_from_instance = lambda place: place.territory.name


class PrepareForm(FieldsOfWorkshop, HouseForm):
    script = forms.ChoiceField(label=gettext_lazy("Le déroulé de départ"))
    group = pick(
        gettext_lazy("Le groupe de pairs pour qui il est"), PeerGroup.objects.none(), required=False, empty_label=gettext_lazy("aucun : il est ouvert à la salle"),
        help_text=gettext_lazy("Seuls ses membres et la personne qui l’anime y entrent alors."),
    )  # fmt: skip
    field_order = ("title", "script", "session", "participation", "group")

    def __init__(self, *args, cohort, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(cohort)
        self.known = {one.code: one for one in Format.objects.visible_to(person).prefetch_related("steps")}
        house = [(scripts.HOUSE_PREFIX + one.key, one.title) for one in scripts.house().values()]
        own = [(one.code, one.title) for one in self.known.values()]
        groups = [(_("Formats de la maison"), house)] + ([(_("Boîte à outils et formats à moi"), own)] if own else [])
        self.fields["script"].choices = [*groups, ("", _("Sans déroulé : j’ajoute les pas moi-même"))]
        self.fields["script"].required = False
        self.fields["script"].initial = house[0][0]
        self.fields["group"].queryset = cohort.peer_groups.filter(PeerGroup.objects.facilitated_by(person)).select_related("category")  # fmt: skip
        if not self.fields["group"].queryset:
            del self.fields["group"]

    def clean_script(self):
        """The steps themselves."""
        chosen = self.cleaned_data["script"]
        if chosen.startswith(scripts.HOUSE_PREFIX):
            return scripts.house()[chosen.removeprefix(scripts.HOUSE_PREFIX)].script
        return scripts.told(self.known[chosen]) if chosen else []

    def clean(self):
        sent = super().clean()
        if sent.get("group") and sent.get("participation"):
            self.add_error("participation", _("Un atelier entre pairs n’est pas celui d’une délégation."))
        return sent


class WorkshopForm(FieldsOfWorkshop, VersionedForm):
    def __init__(self, *args, instance, **kwargs):
        initial = {
            "session": instance.session.code if instance.session else None,
            "participation": instance.participation.code if instance.participation else None,
        }
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.offer(instance.cohort)
        if instance.group is not None or instance.at_home:
            del self.fields["participation"]
        if instance.at_home:
            del self.fields["session"]


class FieldsOfStep(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Ce que fait la salle"), choices=StepKind)
    question = forms.CharField(label=gettext_lazy("La question"), max_length=200)
    help = forms.CharField(
        label=gettext_lazy("Une consigne courte"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=240, required=False)
    ballot = forms.ChoiceField(
        label=gettext_lazy("Si la salle vote, comment"), choices=Ballot, initial=Ballot.DOTS, required=False
    )
    dots = forms.IntegerField(
        label=gettext_lazy("Points de chacun"), min_value=1, max_value=MOST_DOTS, required=False,
        help_text=gettext_lazy("Quand on vote avec des points."),
    )  # fmt: skip

    def clean(self):
        sent = super().clean()
        minutes = sent.pop("minutes", None)
        return sent | {"seconds": minutes * 60 if minutes else None}


def minutes_of(step) -> dict:
    return {"minutes": step.seconds // 60 if step.seconds else None}


class AddStepForm(FieldsOfStep, HouseForm):
    pass


class StepForm(FieldsOfStep, VersionedForm):
    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, initial=minutes_of(instance), **kwargs)


class StatementsField(forms.Form):
    statements = prose(
        gettext_lazy("Les phrases à voter, une par ligne"), rows=6, max_length=8000,
        help_text=gettext_lazy("Pour un vote sur des phrases écrites d’avance ; sinon la salle vote sur ses cartes."),
    )  # fmt: skip


class AddFormatStepForm(StatementsField, FieldsOfStep, HouseForm):
    pass


class FormatStepForm(StatementsField, FieldsOfStep, VersionedForm):
    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, initial=minutes_of(instance), **kwargs)


class FormatForm(VersionedForm):
    title = forms.CharField(label=gettext_lazy("Nom du format"), max_length=120)
    purpose = prose(gettext_lazy("À quoi il sert"), rows=4, required=True, max_length=1000)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=1440, required=False)


class AddFormatForm(HouseForm):
    """The script of a workshop, kept as a format."""

    title = forms.CharField(label=gettext_lazy("Nom du format"), max_length=120)
    purpose = prose(gettext_lazy("À quoi il sert"), rows=4, required=True, max_length=1000)


class AddStatementForm(HouseForm):
    text = prose(gettext_lazy("La carte, ou la phrase à voter"), rows=2, required=True, max_length=LONGEST_CARD)


class AsideForm(HouseForm):
    reason = prose(
        gettext_lazy("Pourquoi cette carte est mise de côté"), rows=2, required=True, max_length=400,
        help_text=gettext_lazy("La personne qui l’a écrite lit ces mots, et personne d’autre."),
    )  # fmt: skip


class ClusterForm(VersionedForm):
    title = forms.CharField(label=gettext_lazy("Titre du groupe de cartes"), max_length=200)


class FieldsOfDecision(OfAPlace):
    text = prose(gettext_lazy("Ce qui est décidé"), rows=3, required=True, max_length=LONGEST)
    carrier = forms.CharField(
        label=gettext_lazy("Qui le porte"), max_length=200, required=False,
        help_text=gettext_lazy("Une fonction, un service ou une organisation."),
    )  # fmt: skip
    due_on = day(gettext_lazy("D’ici quand"))
    participation = pick(gettext_lazy("Qui le dit"), Participation.objects.none(), required=False, empty_label=gettext_lazy("toute la salle"))  # fmt: skip


class AddDecisionForm(FieldsOfDecision, HouseForm):
    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_places(workshop)


class DecisionForm(FieldsOfDecision, VersionedForm):
    def __init__(self, *args, instance, **kwargs):
        of = {"participation": instance.participation.code if instance.participation else None}
        super().__init__(*args, instance=instance, initial=of, **kwargs)
        self.offer_places(instance.workshop)


class TimerForm(HouseForm):
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=240)


class DoorForm(HouseForm):
    door = forms.CharField(
        label=gettext_lazy("Le code affiché dans la salle"), max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip


class ComeInForm(HouseForm):
    """One tap: a category, or none."""

    category = forms.ChoiceField(label=gettext_lazy("Vous êtes ici comme…"), required=False)

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = {item.key: item for item in Item.objects.categories(cohort.scope)}
        self.fields["category"].choices = [*((key, item.label) for key, item in self.items.items()), ("", "")]

    def clean_category(self):
        return self.items.get(self.cleaned_data["category"])


class CardForm(HouseForm):
    """Too long is told by the action, with what to do: nothing typed is lost."""

    text = forms.CharField(
        label=gettext_lazy("Votre carte"), max_length=20_000, error_messages={"required": gettext_lazy("Écrivez quelque chose.")},
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )  # fmt: skip
    once = forms.RegexField(r"^[-A-Za-z0-9_]{8,40}$", widget=forms.HiddenInput)


class KeepForm(OfAPlace, HouseForm):
    """What a workshop of a delegation gives to what the programme keeps (R333)."""

    participation = pick(gettext_lazy("La délégation"), Participation.objects.none())
    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=OutputKind)
    headline = forms.CharField(
        label=gettext_lazy("Le gros titre"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Pour la une d’un journal."),
    )
    text = prose(gettext_lazy("Ce que la délégation en garde"), rows=8, required=True, max_length=6000)

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_places(workshop)

    def clean(self):
        sent = super().clean()
        if sent.get("kind") == OutputKind.FRONT_PAGE and not sent.get("headline"):
            self.add_error("headline", _("Une une de journal a un gros titre."))
        return sent
