from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.institutions.enums import SHEET, SheetKind
from fabrique.core.forms import HouseForm, day, prose


class AddSheetForm(HouseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=SheetKind)
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=300)


class MoveForm(HouseForm):
    name = forms.ChoiceField(label=gettext_lazy("Ce qui se passe"))
    reason = prose(
        gettext_lazy("Pourquoi"),
        rows=3,
        help_text=gettext_lazy("À dire si la fiche est bloquée, en attente ou abandonnée."),
    )
    review_on = day(
        gettext_lazy("En reparler le"), help_text=gettext_lazy("Ce jour-là, la fiche revient dans ce qui vous attend.")
    )

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = [(name, move.label) for name, move in SHEET.open_to(sheet).items()]
