from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fabrique.accompaniment.agora.enums import AnswerSays, Progress, Scale
from fabrique.accompaniment.agora.models import AgoraItem, Convergence
from fabrique.accompaniment.peers.enums import StatementKind
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.referentials.models import Item

LONGEST = 4000


def by_label(field, label=lambda item: item.label) -> None:
    field.label_from_instance = label


def many(label, **options) -> forms.ModelMultipleChoiceField:
    """Several rows by their public code, as boxes to tick."""
    given = {"required": False, "to_field_name": "code", "widget": forms.CheckboxSelectMultiple} | options
    return forms.ModelMultipleChoiceField(label=label, **given)


def told(item: AgoraItem) -> str:
    said = {"who": item.category.label, "kind": item.get_kind_display(), "words": Truncator(item.words).chars(140)}
    return gettext("%(who)s, %(kind)s : %(words)s") % said


class FieldsOfAgora(forms.Form):
    name = forms.CharField(label=_("Nom de l’Agora"), max_length=160)
    question = forms.CharField(
        label=_("La question dont elle part"), max_length=300, required=False,
        help_text=_("Une question ouverte, que chaque catégorie peut se poser."),
    )  # fmt: skip
    held_on = day(_("Quel jour a-t-elle lieu ?"))
    place = forms.CharField(label=_("Où ?"), max_length=200, required=False)


class OpenAgoraForm(FieldsOfAgora, HouseForm):
    pass


class AgoraForm(FieldsOfAgora, VersionedForm):
    pass


class InTheNameOf(forms.Form):
    """The category in whose name one writes: one's own, or any of them for who conducts and notes."""

    category = pick(_("Au nom de qui ?"), Item.objects.none(), to_field_name="key")

    def speak_for(self, categories) -> None:
        field = self.fields["category"]
        field.queryset = Item.objects.filter(pk__in=[category.pk for category in categories])
        by_label(field)
        if len(categories) == 1:
            field.initial = categories[0].key


class FieldsOfItem(InTheNameOf):
    kind = forms.ChoiceField(label=_("Ce que c’est"), choices=StatementKind, widget=forms.RadioSelect)
    text = prose(
        _("Ce qui est dit"), rows=4, required=True, max_length=LONGEST,
        help_text=_("Au nom d’une catégorie : aucun nom de personne."),
    )  # fmt: skip
    to = pick(
        _("À qui cette revendication s’adresse"), Item.objects.none(), to_field_name="key", required=False,
        empty_label=_("à toutes les autres catégories"),
    )  # fmt: skip
    due_on = day(_("Pour quand, si c’est un engagement"))
    field_order = ("category", "kind", "text", "to", "due_on")

    def offer(self, agora, categories) -> None:
        self.speak_for(categories)
        self.fields["to"].queryset = Item.objects.filter(pk__in=[one.pk for one in agora.categories()])
        by_label(self.fields["to"])


class AddItemForm(FieldsOfItem, HouseForm):
    def __init__(self, *args, agora, categories, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(agora, categories)


class ItemForm(FieldsOfItem, VersionedForm):
    def __init__(self, *args, instance, categories, **kwargs):
        initial = {"category": instance.category.key, "to": instance.to.key if instance.to else None}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.offer(instance.agora, categories)


class RemarkForm(InTheNameOf, HouseForm):
    text = prose(_("Vos quelques lignes"), rows=3, required=True, max_length=1000)

    def __init__(self, *args, categories, **kwargs):
        super().__init__(*args, **kwargs)
        self.speak_for(categories)


class AnswerForm(InTheNameOf, VersionedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    says = forms.ChoiceField(label=_("Votre réponse"), choices=AnswerSays, widget=forms.RadioSelect)
    words = prose(
        _("Avec vos mots"), rows=4, max_length=LONGEST,
        help_text=_("Sauf pour un oui, dites pourquoi, ou à quelles conditions. Un « non » argumenté vaut mieux qu’un silence."),
    )  # fmt: skip

    def __init__(self, *args, categories, **kwargs):
        super().__init__(*args, **kwargs)
        self.speak_for(categories)


class SeenForm(VersionedForm):
    """The version read: nobody gives an answer, nor adopts a resolution, rewritten since."""

    @classmethod
    def sent(cls, data) -> int:
        form = cls(data)
        return form.cleaned_data["version"] if form.is_valid() else 0


class FieldsOfConvergence(forms.Form):
    title = forms.CharField(label=_("Ce que ces paroles disent ensemble"), max_length=200)
    words = prose(_("En quelques lignes"), rows=3, max_length=LONGEST)
    items = many(_("Les paroles rapprochées"), queryset=AgoraItem.objects.none())

    def offer(self, agora) -> None:
        self.fields["items"].queryset = agora.items.live().worded()
        by_label(self.fields["items"], told)


class GroupForm(FieldsOfConvergence, HouseForm):
    def __init__(self, *args, agora, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(agora)


class ConvergenceForm(FieldsOfConvergence, VersionedForm):
    def __init__(self, *args, instance, **kwargs):
        initial = {"items": [item.code for item in instance.items.all()]}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.offer(instance.agora)


class FieldsOfResolution(forms.Form):
    title = forms.CharField(
        label=_("Ce qui est résolu"), max_length=200, help_text=_("Une phrase qui commence par un verbe.")
    )
    text = prose(_("Comment, plus précisément"), rows=4, max_length=LONGEST)
    scale = forms.ChoiceField(label=_("À quelle échelle ?"), choices=Scale)
    due_on = day(_("Pour quand ?"))
    categories = many(
        _("Quelles catégories la portent ?"), queryset=Item.objects.none(), to_field_name="key",
        help_text=_("Les personnes et les organisations se déclarent elles-mêmes, ensuite."),
    )  # fmt: skip
    items = many(_("Les paroles à qui elle répond"), queryset=AgoraItem.objects.none())
    convergences = many(_("Les convergences à qui elle répond"), queryset=Convergence.objects.none())

    def offer(self, agora) -> None:
        self.fields["categories"].queryset = Item.objects.filter(pk__in=[one.pk for one in agora.categories()])
        by_label(self.fields["categories"])
        self.fields["items"].queryset = agora.items.live().worded()
        by_label(self.fields["items"], told)
        self.fields["convergences"].queryset = agora.convergences.all()


class ProposeForm(FieldsOfResolution, HouseForm):
    def __init__(self, *args, agora, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(agora)


class ResolutionForm(FieldsOfResolution, VersionedForm):
    def __init__(self, *args, instance, **kwargs):
        initial = {
            "categories": [one.key for one in instance.categories.all()],
            "items": [one.code for one in instance.items.all()],
            "convergences": [one.code for one in instance.convergences.all()],
        }
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.offer(instance.agora)


class DissentForm(InTheNameOf, HouseForm):
    words = prose(
        _("Ce que cette catégorie n’accepte pas"), rows=4, max_length=LONGEST,
        help_text=_("Avec ses mots : ils sont gardés tels quels à côté de la résolution. Sans un mot, son dissensus est retiré."),
    )  # fmt: skip

    def __init__(self, *args, categories, **kwargs):
        super().__init__(*args, **kwargs)
        self.speak_for(categories)


class CarryForm(HouseForm):
    organisation = pick(
        _("Au nom de qui ?"), Organisation.objects.none(), required=False, empty_label=_("en mon nom"),
        help_text=_("Seules les organisations dont vous êtes membre sont proposées."),
    )  # fmt: skip

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class DropForm(HouseForm):
    reason = prose(_("Pourquoi cette résolution est abandonnée"), rows=4, required=True, max_length=LONGEST,
                   help_text=_("Lu par celles et ceux à qui elle était promise."))  # fmt: skip


class TellForm(VersionedForm):
    says = forms.ChoiceField(label=_("Où en est-elle ?"), choices=Progress, widget=forms.RadioSelect)
    words = prose(_("En quelques lignes"), rows=4, max_length=LONGEST,
                  help_text=_("Lu par celles et ceux qui l’attendent. Si rien n’a bougé, dites-le aussi."))  # fmt: skip
