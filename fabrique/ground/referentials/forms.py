from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from fabrique.core.forms import HouseForm, VersionedForm
from fabrique.core.versions import Conflict
from fabrique.ground.referentials.models import ITEM_WORDS, Item, Version


class Words(forms.Form):
    name_fr = forms.CharField(label=_("Nom"), max_length=200)
    gloss_fr = forms.CharField(label=_("Ce que cela veut dire"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}), help_text=_("Vingt mots, sans jargon."))  # fmt: skip
    name_en = forms.CharField(label=_("Nom en anglais"), required=False, max_length=200)
    gloss_en = forms.CharField(label=_("Sens en anglais"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))  # fmt: skip


class NewItemForm(HouseForm, Words):
    key = forms.CharField(
        label=_("Clé"), max_length=40, help_text=_("En minuscules, sans accent. Elle ne change plus jamais : c’est elle qui relie les versions."),
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Des lettres minuscules, des chiffres, des tirets."))],
    )  # fmt: skip
    parent = forms.ModelChoiceField(label=_("Se range sous"), queryset=Item.objects.none(), required=False, empty_label=_("rien, c’est un mot principal"))  # fmt: skip

    def __init__(self, *args, version: Version, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = version.items.filter(parent=None)


class ItemForm(VersionedForm, Words):
    """`version` is the edition of the item that was seen: on an item, that word names something else."""

    def __init__(self, *args, item: Item, **kwargs):
        initial = {name: getattr(item, name) for name in ITEM_WORDS} | {"version": item.edition}
        super().__init__(*args, initial=initial, **kwargs)

    def tell(self, conflict: Conflict) -> None:
        super().tell(conflict)
        self.data[self.add_prefix("version")] = str(conflict.stored.edition)


class PublishForm(HouseForm):
    note = forms.CharField(label=_("Ce qui change, et pourquoi"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
