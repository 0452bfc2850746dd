from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.delegations.enums import Answer, Compensation, Rank
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.delegations.permissions import OF_DELEGATION
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item


class SubTypeField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.parent.label} · {obj.label}"


def people_of(participation: Participation):
    """Those who hold a role in this delegation: accounts that may be tied to a seat."""
    grants = RoleGrant.objects.active().filter(scope=participation.scope)
    return Person.objects.active().filter(pk__in=grants.values("person")).order_by("name", "pk")


class FieldsOfSeat(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Qui vient ?"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Un nom suffit, même sans compte ici."),
    )
    category = pick(gettext_lazy("À quel titre ?"), Item.objects.none(), to_field_name="key")
    sub_type = SubTypeField(
        label=gettext_lazy("Plus précisément"), queryset=Item.objects.none(), to_field_name="key", required=False,
        empty_label=gettext_lazy("non précisé"),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Sa fonction"), max_length=160, required=False)
    organisation = pick(gettext_lazy("Pour quelle organisation"), Organisation.objects.none(), required=False)
    rank = forms.ChoiceField(label=gettext_lazy("Titulaire ou suppléance"), choices=Rank, initial=Rank.HOLDER)
    substitute_of = pick(
        gettext_lazy("En l’absence de qui ?"), Seat.objects.none(), required=False, empty_label=gettext_lazy("personne en particulier")
    )  # fmt: skip
    replaces = pick(
        gettext_lazy("Prend la suite de"), Seat.objects.none(), required=False,
        empty_label=gettext_lazy("un siège nouveau"), help_text=gettext_lazy("Sa note de passation sera à portée de main."),
    )  # fmt: skip
    person = pick(
        gettext_lazy("Son compte"), Person.objects.none(), required=False, empty_label=gettext_lazy("pas de compte"),
        help_text=gettext_lazy("Parmi les personnes qui ont un rôle dans cette délégation."),
    )  # fmt: skip
    starts_on = day(gettext_lazy("Depuis le"))

    def choose(self, participation: Participation, reader, seat: Seat | None = None) -> None:
        """The lists of this delegation only."""
        items = Item.objects.of(ReferentialKey.CATEGORIES, within=participation.scope)
        self.fields["category"].queryset = items.filter(parent=None)
        self.fields["sub_type"].queryset = items.exclude(parent=None).select_related("parent").order_by("parent__order", "order", "pk")  # fmt: skip
        self.fields["organisation"].queryset = Organisation.objects.visible_to(reader)
        own = Seat.objects.filter(participation=participation).select_related("person").exclude(pk=seat.pk if seat else None)  # fmt: skip
        self.fields["substitute_of"].queryset = own.active().filter(rank=Rank.HOLDER).order_by("pk")
        self.fields["replaces"].queryset = own.exclude(left_on=None).order_by("-left_on", "pk")
        self.fields["person"].queryset = people_of(participation)


class AddSeatForm(FieldsOfSeat, HouseForm):
    folded = ("sub_type", "organisation", "substitute_of", "replaces", "person", "starts_on")

    def __init__(self, *args, participation, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.choose(participation, reader)


class SeatForm(FieldsOfSeat, VersionedForm):
    folded = ("sub_type", "organisation", "substitute_of", "replaces", "person", "starts_on")

    def __init__(self, *args, instance, reader, **kwargs):
        kwargs["initial"] = {
            "category": instance.category.key,
            "sub_type": instance.sub_type.key if instance.sub_type else None,
        }
        super().__init__(*args, instance=instance, **kwargs)
        self.choose(instance.participation, reader, instance)
        for name in ("organisation", "substitute_of", "replaces", "person"):
            linked = getattr(instance, name)
            self.initial[name] = linked.code if linked else None


class LeaveSeatForm(HouseForm):
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi cette personne s’en va-t-elle ?"),
        max_length=300,
        help_text=gettext_lazy("Une élection, un nouveau poste, un manque de temps : la phrase reste dans l’histoire."),
    )
    left_on = day(gettext_lazy("Partie le"))
    handover = prose(
        gettext_lazy("Ce que la personne suivante doit savoir"),
        rows=6,
        help_text=gettext_lazy("Où en est le projet, qui appeler, ce qui était promis. La note l’attendra ici."),
    )


class ReferentForm(HouseForm):
    person = pick(gettext_lazy("Qui anime la délégation ?"), Person.objects.none())

    def __init__(self, *args, participation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_of(participation)


class LendRightForm(HouseForm):
    person = pick(gettext_lazy("Qui vous aide ?"), Person.objects.none())

    def __init__(self, *args, participation, reader, **kwargs):
        super().__init__(*args, **kwargs)
        grants = RoleGrant.objects.active().filter(scope=participation.scope, role__in=OF_DELEGATION)
        others = Person.objects.active().filter(pk__in=grants.values("person")).exclude(pk=reader.pk)
        self.fields["person"].queryset = others.order_by("name", "pk")


class EconomicPlaceForm(VersionedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    adapted_hours = prose(
        gettext_lazy("Ce qui a été changé pour qu’elles et ils puissent venir"), rows=3, max_length=2000,
        help_text=gettext_lazy("Un déjeuner plutôt qu’un après-midi, une visite chez eux, une heure au lieu de trois."),
    )  # fmt: skip
    compensation = forms.ChoiceField(
        label=gettext_lazy("Une contrepartie pour leur temps"), choices=Compensation,
        help_text=gettext_lazy("Un défraiement, un échange de temps : demandée à qui conduit la cohorte."),
    )  # fmt: skip
    compensation_note = forms.CharField(label=gettext_lazy("En quelques mots"), max_length=300, required=False)


class LightModeForm(VersionedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    relay = forms.CharField(
        label=gettext_lazy("Qui, à l’intercommunalité, peut vous relayer ?"), max_length=160, required=False,
        help_text=gettext_lazy("Une fonction suffit : l’agente du pays, le chargé de mission de la communauté de communes."),
    )  # fmt: skip
    relay_for = prose(gettext_lazy("Pour quoi faire"), rows=2, max_length=1000)
    relay_reached = forms.CharField(label=gettext_lazy("Comment la joindre"), max_length=160, required=False)


class ExecutiveForm(VersionedForm):
    number_one_name = forms.CharField(label=gettext_lazy("La personne à la tête de l’exécutif"), max_length=160, required=False)  # fmt: skip
    number_one_quality = forms.CharField(label=gettext_lazy("Sa qualité"), max_length=160, required=False)
    secretariat_name = forms.CharField(label=gettext_lazy("Son secrétariat"), max_length=160, required=False)
    secretariat_email = forms.EmailField(label=gettext_lazy("Adresse du secrétariat"), required=False)
    secretariat_phone = forms.CharField(label=gettext_lazy("Téléphone du secrétariat"), max_length=30, required=False)
    relays = prose(gettext_lazy("Les relais dans la collectivité"), rows=3)
    last_met_on = day(gettext_lazy("Dernier échange avec elle, le"))
    last_met_note = forms.CharField(label=gettext_lazy("Ce qui s’est dit, en une phrase"), max_length=300, required=False)  # fmt: skip


class InviteStateForm(HouseForm):
    service = forms.CharField(
        label=gettext_lazy("Quel service de l’État ?"),
        max_length=160,
        help_text=gettext_lazy("Par exemple : DDT, sous-préfecture, DREAL, ADEME."),
    )
    who = forms.CharField(label=gettext_lazy("Qui, et à quelle fonction"), max_length=160, required=False)
    invited_on = day(gettext_lazy("Invité le"))
    invited_through = forms.CharField(label=gettext_lazy("Par qui, comment"), max_length=160, required=False)


class StateInvitationForm(VersionedForm):
    answer = forms.ChoiceField(label=gettext_lazy("Sa réponse"), choices=Answer)
    answered_on = day(gettext_lazy("Répondu le"))
    note = forms.CharField(label=gettext_lazy("En quelques mots"), max_length=300, required=False)


class NeedForm(HouseForm):
    category = pick(gettext_lazy("Catégorie"), Item.objects.none(), to_field_name="key")
    minimum = forms.IntegerField(
        label=gettext_lazy("Combien de titulaires au moins"),
        min_value=0,
        max_value=20,
        help_text=gettext_lazy("Zéro : la catégorie est bienvenue, sans être demandée."),
    )

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        items = Item.objects.of(ReferentialKey.CATEGORIES, within=cohort.scope)
        self.fields["category"].queryset = items.filter(parent=None)


class AddCategoryForm(HouseForm):
    name_fr = forms.CharField(
        label=gettext_lazy("Comment la nommez-vous ?"), max_length=200, help_text=gettext_lazy("Par exemple : habitante ou habitant.")
    )  # fmt: skip
    name_en = forms.CharField(label=gettext_lazy("En anglais"), max_length=200, required=False)
