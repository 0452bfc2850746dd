from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.pairs.enums import Hat
from fabrique.accompaniment.pairs.permissions import IN_DELEGATION
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.people.models import Person, RoleGrant

LONGEST = 4000


class ProposePairForm(HouseForm):
    other = pick(gettext_lazy("Avec qui ?"), Person.objects.none())
    hat = forms.ChoiceField(label=gettext_lazy("Dans ce binôme, vous êtes"), choices=Hat)
    about = forms.CharField(
        label=gettext_lazy("Sur quoi travaillez-vous ensemble ?"), max_length=200, required=False,
        help_text=gettext_lazy("Vous deux seuls le lirez."),
    )  # fmt: skip

    def __init__(self, *args, participation, person, **kwargs):
        super().__init__(*args, **kwargs)
        grants = RoleGrant.objects.active().filter(scope=participation.scope, role__in=IN_DELEGATION)
        others = Person.objects.active().filter(pk__in=grants.values("person")).exclude(pk=person.pk)
        self.fields["other"].queryset = others.order_by("name", "pk")


class SideForm(VersionedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    expects = prose(
        gettext_lazy("Ce que j’attends de vous"), rows=4, max_length=LONGEST,
        help_text=gettext_lazy("Un soutien, une franchise, une décision rapide… Dites-le comme vous le diriez à voix haute."),
    )  # fmt: skip
    brings = prose(gettext_lazy("Ce que vous pouvez attendre de moi"), rows=4, max_length=LONGEST)
    contact = prose(
        gettext_lazy("Quand puis-je vous déranger ?"), rows=3, max_length=LONGEST,
        help_text=gettext_lazy("Répondez pour vous : les heures, le moyen, ce qui ne peut pas attendre, ce qui attend."),
    )  # fmt: skip


class GiveMandateForm(HouseForm):
    what = forms.CharField(label=gettext_lazy("Ce que je vous confie"), max_length=300)
    limits = prose(
        gettext_lazy("Jusqu’où"), rows=3, max_length=LONGEST,
        help_text=gettext_lazy("Ce qui se décide sans me demander, ce qui revient vers moi."),
    )  # fmt: skip


class OpenPointForm(HouseForm):
    question = prose(gettext_lazy("Ce qu’il faut trancher"), rows=4, required=True, max_length=LONGEST)
    wanted_by = day(gettext_lazy("Si possible avant le"))


class DecideForm(HouseForm):
    decision = prose(
        gettext_lazy("Votre réponse"), rows=4, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Elle est datée et gardée. Un autre point pourra la reprendre."),
    )  # fmt: skip


class OpenWordForm(HouseForm):
    word = forms.CharField(
        label=gettext_lazy("Un mot que vous employez tous les deux"), max_length=80,
        help_text=gettext_lazy("Par exemple « transition »."),
    )  # fmt: skip


class StatementForm(VersionedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = prose(
        gettext_lazy("Pour moi, ce mot veut dire"), rows=5, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Écrivez avant de lire l’autre."),
    )  # fmt: skip


class ProposeTextForm(HouseForm):
    text = prose(
        gettext_lazy("Le texte que nous pourrions dire tous les deux"), rows=5, required=True, max_length=LONGEST
    )


class AgreeOnTextForm(HouseForm):
    number = forms.IntegerField(min_value=1)


class EndPairForm(HouseForm):
    because = forms.CharField(
        label=gettext_lazy("Pourquoi, si vous voulez le dire"), max_length=300, required=False,
        help_text=gettext_lazy("Un départ, une élection, un autre partage du travail. Vous deux seuls le lirez."),
    )  # fmt: skip
