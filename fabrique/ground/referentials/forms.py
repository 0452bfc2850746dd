from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from fabrique.core.forms import HouseForm, VersionedForm, prose
from fabrique.core.versions import Conflict
from fabrique.ground.referentials.enums import ADDRESSED, OF_A_CATEGORY, Category, Change, Part, ReferentialKey
from fabrique.ground.referentials.models import ITEM_WORDS, Item, Version

PLACE = ("part", "said_by", "said_to")


class Words(forms.Form):
    name_fr = forms.CharField(label=_("Nom"), max_length=200)
    gloss_fr = forms.CharField(label=_("Ce que cela veut dire"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}), help_text=_("Vingt mots, sans jargon."))  # fmt: skip
    name_en = forms.CharField(label=_("Nom en anglais"), required=False, max_length=200)
    gloss_en = forms.CharField(label=_("Sens en anglais"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))  # fmt: skip


class Place(forms.Form):
    """Where a sentence stands in the referential of the four categories."""

    part = forms.ChoiceField(label=_("Où se range cette phrase"), choices=[("", _("à choisir")), *Part.choices])
    said_by = forms.ChoiceField(
        label=_("Qui le dit"), choices=[("", _("les quatre ensemble")), *Category.choices], required=False
    )
    said_to = forms.MultipleChoiceField(
        label=_("À qui"), choices=Category, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Pour une attente ou un message. Rien de coché : à toutes les catégories."),
    )  # fmt: skip

    def clean(self):
        found = super().clean()
        if "part" not in self.fields:
            return found
        part = found.get("part")
        if part and (part in OF_A_CATEGORY) != bool(found.get("said_by")):
            self.add_error("said_by", _("Un profil, un enjeu, un pouvoir, une attente ou un message est dit par une catégorie ; le reste, par les quatre."))  # fmt: skip
        found["said_to"] = " ".join(found.get("said_to", [])) if part in ADDRESSED else ""
        return found


class NewItemForm(HouseForm, Words, Place):
    key = forms.CharField(
        label=_("Clé"), max_length=40, help_text=_("En minuscules, sans accent. Elle ne change plus jamais : c’est elle qui relie les versions."),
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Des lettres minuscules, des chiffres, des tirets."))],
    )  # fmt: skip
    parent = forms.ModelChoiceField(label=_("Se range sous"), queryset=Item.objects.none(), required=False, empty_label=_("rien, c’est un mot principal"))  # fmt: skip

    def __init__(self, *args, version: Version, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = version.items.filter(parent=None)
        without_place(self, version)


def without_place(form: HouseForm, version: Version) -> None:
    """A sentence stands somewhere; a word of the other referentials does not, and has sub-types instead."""
    unwanted = ("parent",) if version.referential == ReferentialKey.FANTASTICS else PLACE
    for name in unwanted:
        form.fields.pop(name, None)


class ItemForm(VersionedForm, Words, Place):
    """`version` is the edition of the item that was seen: on an item, that word names something else."""

    def __init__(self, *args, item: Item, **kwargs):
        initial = {name: getattr(item, name) for name in ITEM_WORDS} | {"version": item.edition}
        super().__init__(*args, initial=initial | {"said_to": item.said_to.split()}, **kwargs)
        without_place(self, item.version)

    def tell(self, conflict: Conflict) -> None:
        super().tell(conflict)
        self.data[self.add_prefix("version")] = str(conflict.stored.edition)


class PublishForm(HouseForm):
    note = forms.CharField(label=_("Ce qui change, et pourquoi"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)


class Why(forms.Form):
    why = prose(_("Pourquoi"), rows=4, required=True, max_length=2000, help_text=_("Lu par les personnes qui ont un rôle dans l’alliance, avec votre nom et votre casquette. Sans nom d’une autre personne."))  # fmt: skip


class Sentence(forms.Form):
    name_fr = forms.CharField(label=_("La phrase"), max_length=200, help_text=_("Une idée, dans vos mots à vous : une personne qui n’était pas là la comprend."))  # fmt: skip
    gloss_fr = prose(_("Ce que cela veut dire, en une ou deux phrases"), rows=3, max_length=2000)
    name_en = forms.CharField(label=_("La phrase en anglais, si vous savez"), required=False, max_length=200)
    gloss_en = prose(_("Ce que cela veut dire, en anglais"), rows=2, max_length=2000)


class AddForm(HouseForm, Why, Sentence, Place):
    """A sentence that is not there yet."""

    change = Change.ADD
    field_order = (*PLACE, "name_fr", "gloss_fr", "why")
    folded = ("name_en", "gloss_en")


class RewordForm(HouseForm, Why, Sentence):
    change = Change.REWORD
    field_order = ("name_fr", "gloss_fr", "why")
    folded = ("name_en", "gloss_en")

    def __init__(self, *args, target: Item, **kwargs):
        super().__init__(*args, initial={name: getattr(target, name) for name in ITEM_WORDS}, **kwargs)


class RetireForm(HouseForm, Why):
    change = Change.RETIRE


class RemarkForm(HouseForm):
    text = prose(_("Ce que vous en dites"), rows=3, required=True, max_length=2000)


class AnswerProposalForm(VersionedForm):
    answer = prose(_("Votre réponse"), rows=3, max_length=2000, help_text=_("Nécessaire pour ne pas retenir : dites pourquoi."))  # fmt: skip
