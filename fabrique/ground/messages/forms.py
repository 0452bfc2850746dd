from django import forms
from django.utils.translation import gettext_lazy

from fabrique.core.forms import HouseForm, VersionedForm, prose
from fabrique.ground.messages.enums import AUDIENCES, Circle
from fabrique.ground.people.enums import ScopeKind


def circles(kind: str) -> list[tuple[int, str]]:
    """A cohort's own circle is not offered to the letter of the alliance."""
    return [(c.value, c.label) for c in AUDIENCES if c != Circle.COHORT or kind != ScopeKind.PLATFORM]


AUDIENCE_HELP = gettext_lazy("Ce cercle lit aussi la page archivée. Un élément plus confidentiel sera refusé.")


class BeginIssueForm(HouseForm):
    title = forms.CharField(
        label=gettext_lazy("De quoi parlera-t-elle"), max_length=160,
        help_text=gettext_lazy("Ce sera l’objet du courrier : dites la nouvelle, pas « Infolettre n° 4 »."),
    )  # fmt: skip
    audience = forms.TypedChoiceField(label=gettext_lazy("Qui peut la lire"), coerce=int, help_text=AUDIENCE_HELP)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = circles(kind)


class IssueForm(VersionedForm):
    title = forms.CharField(label=gettext_lazy("Objet"), max_length=160)
    editorial = prose(
        gettext_lazy("Quelques mots pour commencer"), rows=8,
        help_text=gettext_lazy("Une ligne vide sépare deux paragraphes. Le courrier se lit sans se connecter."),
    )  # fmt: skip
    audience = forms.TypedChoiceField(label=gettext_lazy("Qui peut la lire"), coerce=int, help_text=AUDIENCE_HELP)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = circles(kind)


class AddItemForm(HouseForm):
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    text = prose(gettext_lazy("Texte"), rows=6, required=True)
    url = forms.URLField(label=gettext_lazy("Adresse à ouvrir"), required=False, max_length=300)


class ItemForm(HouseForm):
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    text = prose(gettext_lazy("Texte"), rows=8)
    url = forms.URLField(label=gettext_lazy("Adresse à ouvrir"), required=False, max_length=300)

    def __init__(self, *args, item, **kwargs):
        kwargs.setdefault("initial", {"title": item.title, "text": item.text, "url": item.url})
        super().__init__(*args, **kwargs)
        if item.source:  # the address of the platform stays the platform's
            self.fields["url"] = forms.CharField(required=False, widget=forms.HiddenInput)


class ScheduleForm(HouseForm):
    when = forms.DateTimeField(
        label=gettext_lazy("Quand"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=gettext_lazy("Heure de Paris. Laissez vide pour envoyer maintenant."),
    )  # fmt: skip
