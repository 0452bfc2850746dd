from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.pilots.enums import NoteKind
from fabrique.accompaniment.pilots.models import Note
from fabrique.accompaniment.pilots.questions import OWN, Question, questions, said
from fabrique.core.forms import HouseForm, VersionedForm, day, prose

LONG = 8000
SHORT = 800


class NoteForm(VersionedForm):
    """The guided questions of one kind of note; nothing is mandatory before it is submitted."""

    def __init__(self, *args: Any, instance: Note, **kwargs: Any):
        self.asked = questions(instance.kind)
        initial = {one.key: said(instance, one.key) for one in self.asked} | {"version": instance.version}
        super().__init__(*args, initial=initial, **kwargs)
        fields = {one.key: field_of(one) for one in self.asked}
        if instance.kind == NoteKind.INTENTION:
            fields |= informing_the_state(instance)
        self.fields = fields | {"version": self.fields["version"]}
        for field in fields.values():
            field.widget.attrs["class"] = "input"

    def standing(self, stored: Any, name: str) -> Any:
        return stored.words.get(name, "") if name not in OWN and name in self.keys else getattr(stored, name, None)

    @property
    def keys(self) -> set[str]:
        return {one.key for one in self.asked}


def field_of(question: Question) -> forms.CharField:
    rows, most = (3, SHORT) if question.key == "summary" else (6, LONG)
    return prose(question.label, rows=rows, max_length=most, help_text=question.help)


def informing_the_state(note: Note) -> dict[str, forms.Field]:
    """R428."""
    return {
        "state_informed_on": day(
            gettext_lazy("Le jour où vous avez prévenu les services de l’État"), initial=note.state_informed_on,
            help_text=gettext_lazy("Prévenus dès le début, ils aident à éviter un refus à la fin."),
        ),
        "state_service": forms.CharField(
            label=gettext_lazy("Quel service ?"), max_length=160, required=False, initial=note.state_service,
            help_text=gettext_lazy("Une préfecture, une direction, une agence : pas de nom de personne."),
        ),
    }  # fmt: skip


class CommentForm(HouseForm):
    section = forms.ChoiceField(label=gettext_lazy("Sur quelle réponse ?"), required=False)
    text = prose(gettext_lazy("Votre commentaire"), rows=4, required=True, max_length=LONG)

    def __init__(self, *args: Any, note: Note, **kwargs: Any):
        super().__init__(*args, **kwargs)
        known = [(one.key, one.label) for one in questions(note.kind)]
        self.fields["section"].choices = [("", gettext_lazy("sur toute la note")), *known]


class WaiverForm(HouseForm):
    kind = forms.ChoiceField(label=gettext_lazy("De quelle note se passe-t-on ?"), choices=NoteKind.choices[:2])
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi"), max_length=300,
        help_text=gettext_lazy("Tous ceux qui lisent les notes liront cette raison, avec sa date."),
    )  # fmt: skip
