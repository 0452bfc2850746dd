from django import forms
from django.utils.translation import gettext_lazy

from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.messages.enums import AUDIENCES, Circle
from fabrique.ground.people.enums import ScopeKind
from fabrique.ground.people.models import Scope


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


class BeginAsMediaForm(HouseForm):
    """`scope` first: a media may follow several cohorts."""

    scope = pick(gettext_lazy("Dans quelle cohorte"), Scope.objects.none())
    title = forms.CharField(
        label=gettext_lazy("De quoi parlera-t-elle"), max_length=160,
        help_text=gettext_lazy("Ce sera l’objet du courrier : dites la nouvelle, pas « Infolettre n° 4 »."),
    )  # fmt: skip
    audience = forms.TypedChoiceField(
        label=gettext_lazy("Qui peut la lire"), coerce=int, help_text=AUDIENCE_HELP, choices=circles(ScopeKind.COHORT)
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scope"].queryset = places
        if len(places) == 1:
            self.fields["scope"].initial = places[0].code


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


class FieldsOfItem(forms.Form):
    """The agreement of people quoted or shown, and a picture that is always described (R251)."""

    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    text = prose(gettext_lazy("Texte"), rows=6, required=True)
    url = forms.URLField(label=gettext_lazy("Adresse à ouvrir"), required=False, max_length=300, assume_scheme="https")
    quoted = forms.CharField(
        label=gettext_lazy("Qui est cité ou montré"), max_length=200, required=False,
        help_text=gettext_lazy("Par fonction si cela suffit. À laisser vide si personne ne parle ni ne paraît."),
    )  # fmt: skip
    agreed_on = day(
        gettext_lazy("Ces personnes ont donné leur accord le"),
        help_text=gettext_lazy("Sans ce jour, la lettre ne part pas."),
    )
    picture = forms.FileField(
        label=gettext_lazy("Une image"), required=False, max_length=200,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
        help_text=gettext_lazy(
            "PNG ou JPEG, 2 Mo au plus. Une photo garde le lieu et l’appareil qu’elle contient : retirez-les avant, si besoin."
        ),
    )  # fmt: skip
    alt = forms.CharField(
        label=gettext_lazy("Ce que montre l’image"), max_length=300, required=False,
        help_text=gettext_lazy("Une phrase, pour qui lit sans voir. Demandée dès qu’il y a une image."),
    )  # fmt: skip


class AddItemForm(FieldsOfItem, HouseForm):
    pass


class ItemForm(FieldsOfItem, HouseForm):
    without_picture = forms.BooleanField(label=gettext_lazy("Retirer l’image"), required=False)

    def __init__(self, *args, item, **kwargs):
        names = ("title", "text", "url", "quoted", "agreed_on", "alt")
        kwargs.setdefault("initial", {name: getattr(item, name) for name in names})
        super().__init__(*args, **kwargs)
        if item.source:  # the address of the platform stays the platform's
            self.fields["url"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields["text"].required = False
        if not item.picture:
            del self.fields["without_picture"]


class SuggestForm(HouseForm):
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    text = prose(
        gettext_lazy("Ce que vous voulez partager"), rows=6, required=True, max_length=3000,
        help_text=gettext_lazy("Une nouvelle, un lien, un remerciement, une demande. Quelques phrases suffisent."),
    )  # fmt: skip
    url = forms.URLField(label=gettext_lazy("Adresse à ouvrir"), required=False, max_length=300, assume_scheme="https")
    agreed = forms.BooleanField(
        label=gettext_lazy("J’accepte que ce texte paraisse avec mon nom"),
        error_messages={"required": gettext_lazy("Sans votre accord, rien ne paraît : cochez cette case pour envoyer.")},
    )  # fmt: skip

    def clean(self):
        super().clean()
        self.cleaned_data.pop("agreed", None)
        return self.cleaned_data


class DeclineForm(HouseForm):
    word = forms.CharField(
        label=gettext_lazy("Pourquoi, en une phrase"), max_length=300,
        help_text=gettext_lazy("La personne qui a écrit la recevra."),
    )  # fmt: skip


class ScheduleForm(HouseForm):
    when = forms.DateTimeField(
        label=gettext_lazy("Quand"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=gettext_lazy("Heure de Paris. Laissez vide pour envoyer maintenant."),
    )  # fmt: skip
