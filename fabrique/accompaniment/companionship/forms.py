from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.companionship.alter_egos import elsewhere
from fabrique.accompaniment.companionship.enums import WITNESS, PairKind
from fabrique.accompaniment.delegations.models import Seat
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.agenda.enums import Mode
from fabrique.ground.people.models import Person, RoleGrant

LONGEST = 5000
MOST = 1_000_000


def moment(label):
    return forms.DateTimeField(
        label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )


def ring(label):
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST)


class InviteForm(HouseForm):
    word = prose(
        gettext_lazy("Un mot pour ce territoire"), rows=4, max_length=LONGEST,
        help_text=gettext_lazy("Ce que vous aimeriez continuer avec lui. La personne référente répond."),
    )  # fmt: skip


class ReasonForm(HouseForm):
    reason = forms.CharField(label=gettext_lazy("Pourquoi"), max_length=300)


class CompanionshipForm(VersionedForm):
    objectives = prose(
        gettext_lazy("Ce que vous cherchez en restant compagnons"), rows=4, max_length=LONGEST,
        help_text=gettext_lazy("Des conseils, un réseau, de la reconnaissance : dites-le avec vos mots."),
    )  # fmt: skip
    network = forms.CharField(
        label=gettext_lazy("Un réseau où vous êtes déjà"), max_length=160, required=False,
        help_text=gettext_lazy("Un réseau régional, un laboratoire : on s’y retrouvera sans vous inscrire deux fois."),
    )  # fmt: skip
    referent = pick(
        gettext_lazy("Qui reçoit les rappels pour le territoire"), Person.objects.none(),
        help_text=gettext_lazy("Parmi les personnes qui ont un rôle dans la délégation."),
    )  # fmt: skip

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        grants = RoleGrant.objects.active().filter(scope=instance.participation.scope)
        people = Person.objects.active().filter(pk__in=grants.values("person"))
        self.fields["referent"].queryset = people.order_by("name", "pk")


class PointForm(VersionedForm):
    lives_on = prose(gettext_lazy("Ce qui vit encore"), rows=4, required=True, max_length=LONGEST)
    hatched = prose(gettext_lazy("Ce qui a éclos depuis"), rows=3, max_length=LONGEST)
    hard = prose(gettext_lazy("Ce qui est difficile"), rows=3, max_length=LONGEST)
    in_council = ring(gettext_lazy("Élus et agents qui s’en servent, hors de la délégation"))
    among_partners = ring(gettext_lazy("Organisations du territoire qui s’y sont mises"))
    among_neighbours = ring(gettext_lazy("Communes ou territoires voisins qui s’en inspirent"))
    spread = prose(
        gettext_lazy("Comment cela sort de la délégation"), rows=3, max_length=LONGEST,
        help_text=gettext_lazy("Ou ce qui reste entre vous. Un nombre inconnu se laisse vide ; personne ne compare."),
    )  # fmt: skip


class AskWitnessForm(HouseForm):
    occasion = forms.CharField(label=gettext_lazy("À quelle occasion"), max_length=200)
    when = day(gettext_lazy("Quel jour"))
    details = prose(gettext_lazy("Ce que l’on attend, combien de temps, devant qui"), rows=3, max_length=LONGEST)


class TellWitnessForm(HouseForm):
    name = forms.ChoiceField(label=gettext_lazy("Votre réponse"), choices=[])
    answer = prose(gettext_lazy("Un mot, si vous voulez"), rows=2, max_length=LONGEST)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = [(name, move.label) for name, move in WITNESS.open_to(request).items()]


class ProposePairForm(HouseForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Quel lien"), choices=PairKind,
        help_text=gettext_lazy("Une marraine est déjà passée par là ; un alter ego est de la même échelle."),
    )  # fmt: skip
    here = pick(gettext_lazy("Le territoire de cette cohorte"), Participation.objects.none())
    there = pick(gettext_lazy("Le territoire d’une autre cohorte"), Participation.objects.none())
    why = prose(gettext_lazy("Pourquoi eux deux"), rows=3, required=True, max_length=LONGEST)

    def __init__(self, *args, cohort, reader, **kwargs):
        super().__init__(*args, **kwargs)
        mine = cohort.participations.current().select_related("territory", "cohort")
        self.fields["here"].queryset = mine.order_by("territory__folded", "pk")
        self.fields["there"].queryset = elsewhere(reader, cohort)


class EndPairForm(HouseForm):
    closing_word = forms.CharField(label=gettext_lazy("Ce que ce lien a apporté"), max_length=300, required=False)


class AddReboundForm(HouseForm):
    title = forms.CharField(label=gettext_lazy("Son nom"), max_length=200)
    starts_at = moment(gettext_lazy("Jour et heure"))
    mode = forms.ChoiceField(label=gettext_lazy("Comment"), choices=Mode)
    place = forms.CharField(label=gettext_lazy("Où"), max_length=200, required=False)
    summary = prose(gettext_lazy("La question que l’on se posera"), rows=3, max_length=LONGEST)


class OpenShelfForm(HouseForm):
    word = forms.CharField(label=gettext_lazy("Un mot aux compagnons"), max_length=300, required=False)


class FieldsOfTrip(forms.Form):
    theme = forms.CharField(label=gettext_lazy("Ce que l’on vient apprendre"), max_length=200)
    summary = prose(gettext_lazy("Ce que l’on verra, qui l’on rencontrera"), rows=4, required=True, max_length=LONGEST)
    period = forms.CharField(
        label=gettext_lazy("Quand ce serait possible"), max_length=120, required=False,
        help_text=gettext_lazy("« Au printemps, hors vacances » : le jour est posé à l’ouverture."),
    )  # fmt: skip
    places = forms.IntegerField(label=gettext_lazy("Places, en personnes"), min_value=1, max_value=60, initial=8)


class ProposeTripForm(FieldsOfTrip, HouseForm):
    pass


class TripForm(FieldsOfTrip, VersionedForm):
    pass


class OpenTripForm(HouseForm):
    starts_at = moment(gettext_lazy("Jour et heure d’arrivée"))
    days = forms.IntegerField(label=gettext_lazy("Nombre de jours"), min_value=1, max_value=5, initial=1)
    place = forms.CharField(label=gettext_lazy("Où l’on se retrouve"), max_length=200)


class JoinTripForm(HouseForm):
    elected = pick(
        gettext_lazy("La personne élue"), Seat.objects.none(), required=False, empty_label=gettext_lazy("personne")
    )
    agent = pick(gettext_lazy("L’agent·e"), Seat.objects.none(), required=False, empty_label=gettext_lazy("personne"))
    odd_because = forms.CharField(
        label=gettext_lazy("Si l’une des deux manque, pourquoi"), max_length=300, required=False,
        help_text=gettext_lazy("On voyage à deux : ce qui est vu se décide, puis se fait."),
    )  # fmt: skip

    def __init__(self, *args, participation, **kwargs):
        super().__init__(*args, **kwargs)
        seats = Seat.objects.filter(participation=participation).active().in_reading_order().select_related("person")
        for name in ("elected", "agent"):
            self.fields[name].queryset = seats.filter(category__key=name)


class AddShareForm(HouseForm):
    payer = forms.CharField(
        label=gettext_lazy("Qui paie"), max_length=160, help_text=gettext_lazy("Une collectivité, une organisation.")
    )
    what = forms.CharField(label=gettext_lazy("Quoi"), max_length=160, required=False)
    amount = forms.DecimalField(
        label=gettext_lazy("Combien, en euros"),
        min_value=Decimal("0.01"),
        max_value=MOST,
        decimal_places=2,
        max_digits=9,
    )

    def clean(self):
        """Money is kept in cents."""
        given = super().clean()
        if "amount" in given:
            given["cents"] = int(given.pop("amount") * 100)
        return given


class TripNoteForm(VersionedForm):
    seen_there = prose(gettext_lazy("Ce que nous avons vu"), rows=5, required=True, max_length=LONGEST)
    tried_at_home = prose(gettext_lazy("Ce que nous essayons chez nous"), rows=4, required=True, max_length=LONGEST)
