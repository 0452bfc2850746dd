"""Forms of a restitution. Those of the vault are filled from what it opened, never from a row."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fabrique.accompaniment.interviews.enums import ExtractKind
from fabrique.accompaniment.restitution.enums import (
    Group,
    Horizon,
    Outcome,
    RemarkKind,
    RestitutionFormat,
    Risk,
    TakenUp,
)
from fabrique.accompaniment.restitution.guard import PUBLIC
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item

LONG, SHORT = 2000, 120
ORDER_HELP = _("1 vient en premier.")


class VaultForm(VersionedForm):
    """`known`: what the vault opened, None for a new thing (version 0)."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, known=None, **kwargs):
        words = vars(known.words) if known else {}
        kwargs["initial"] = {"version": known.version if known else 0} | words | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def clean(self):
        words = super().clean()
        return {name: tuple(value) if isinstance(value, list) else value for name, value in words.items()}


class FindingForm(VaultForm):
    group = forms.ChoiceField(label=_("Où vient-il ?"), choices=Group)
    theme = forms.CharField(label=_("Thème"), max_length=SHORT)
    text = prose(
        _("Ce que nous avons entendu"), rows=5, required=True, max_length=LONG,
        help_text=_("En vos mots, sans compte exact ni nom. « Quelques », « plusieurs », « une majorité »."),
    )  # fmt: skip
    category = forms.ChoiceField(
        label=_("Qui le dit ?"), required=False,
        help_text=_("Une catégorie ne s’affiche que si cinq personnes au moins en ont été entendues."),
    )  # fmt: skip
    extracts = forms.MultipleChoiceField(
        label=_("Sur quels passages repose-t-il ?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Au moins trois personnes, de deux catégories."),
    )  # fmt: skip
    order = forms.IntegerField(label=_("Sa place"), min_value=1, max_value=999, initial=1, help_text=ORDER_HELP)

    def __init__(self, *args, desk, **kwargs):
        super().__init__(*args, **kwargs)
        scope = desk.diagnostic.participation.scope
        known = [(one.key, one.label) for one in Item.objects.categories(scope)]
        self.fields["category"].choices = [("", _("personne en particulier")), *known, (PUBLIC, _("acteurs publics"))]
        found = desk.extracts()
        self.fields["extracts"].choices = [(one.code, f"{ExtractKind(one.kind).label} · {one.text}") for one in found]
        if used := sorted({one.theme for one in found if one.theme}):
            self.fields["theme"].help_text = _("Déjà employés : %(themes)s.") % {"themes": ", ".join(used)}


class RecommendationForm(VaultForm):
    text = prose(_("Ce que nous recommandons"), rows=4, required=True, max_length=LONG)
    theme = forms.CharField(label=_("Thème"), max_length=SHORT, required=False)
    addressee = forms.CharField(
        label=_("À qui ?"), max_length=SHORT, required=False,
        help_text=_("Un groupe ou une instance, jamais une personne."),
    )  # fmt: skip
    horizon = forms.ChoiceField(label=_("Pour quand ?"), choices=[("", _("non dit")), *Horizon.choices], required=False)
    findings = forms.MultipleChoiceField(
        label=_("De quels constats vient-elle ?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    order = forms.IntegerField(label=_("Sa place"), min_value=1, max_value=999, initial=1, help_text=ORDER_HELP)

    def __init__(self, *args, desk, **kwargs):
        super().__init__(*args, **kwargs)
        written = [(one.code, one.words.theme) for one in desk.findings()]
        self.fields["findings"].choices = written
        if not written:
            del self.fields["findings"]


class VerbatimForm(VaultForm):
    text = prose(
        _("La citation"), rows=3, required=True, max_length=400,
        help_text=_("Quarante mots au plus, d’un ton neutre : on reconnaît aussi une façon de parler."),
    )  # fmt: skip
    agreed = forms.TypedChoiceField(
        label=_("Ces mots sont"), coerce=lambda value: value in (True, "True"), widget=forms.RadioSelect, initial=False,
        choices=[(False, _("reformulés par l’équipe")), (True, _("les siens, convenus avec la personne"))],
    )  # fmt: skip


class LimitsForm(VaultForm):
    text = prose(
        _("Ce que cette restitution ne peut pas dire"), rows=6, required=True, max_length=LONG,
        help_text=_("Combien de personnes entendues, qui manque, quel parti pris. Elle accompagne chaque document."),
    )  # fmt: skip


class RosterForm(VaultForm):
    text = prose(
        _("Noms, postes, lieux, projets : un par ligne"), rows=8, max_length=8000,
        help_text=_("Ajoutez après deux-points ce qu’on peut dire à la place, ou « à publier » si le nom ne désigne personne. Restent ici, chiffrés, avec le brouillon."),
    )  # fmt: skip


class CommentForm(HouseForm):
    text = prose(_("Ce que vous en pensez"), rows=4, required=True, max_length=LONG)


class NameReviewerForm(HouseForm):
    reviewer = pick(_("À qui confiez-vous cette relecture ?"), Person.objects.none())

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = people


GRADES = [
    (1, _("1 · personne ne se reconnaîtra chez un autre")),
    (2, _("2 · un doute reste possible, sans preuve")),
    (3, _("3 · quelqu’un du lieu peut deviner : à corriger")),
    (4, _("4 · quelqu’un est désigné : ne doit pas sortir")),
]


class ReviewForm(VersionedForm):
    """One set of questions a quotation, then one grade for the whole (reliability 4.3.10)."""

    grade = forms.TypedChoiceField(
        label=_("Quel risque reste-t-il, en tout ?"), choices=GRADES, coerce=int, widget=forms.RadioSelect
    )
    note = prose(
        _("Ce que vous voyez, et comment le corriger"), rows=5, max_length=LONG,
        help_text=_("Demandé dès qu’une case est cochée ou que le risque est de 3 ou 4. Reste dans le coffre."),
    )  # fmt: skip

    def __init__(self, *args, content, **kwargs):
        super().__init__(*args, **kwargs)
        said = [said for one in content["findings"] for said in one["verbatims"]]
        self.labels = [one["label"] for one in said]
        rest = [self.fields.pop("grade"), self.fields.pop("note")]
        for one in said:
            self.fields[one["label"]] = forms.MultipleChoiceField(
                label=f"« {one['text']} »", choices=Risk, required=False, widget=forms.CheckboxSelectMultiple
            )
        self.fields |= dict(zip(("grade", "note"), rest, strict=True))

    def get_initial_for_field(self, field, field_name):
        # the row holds sealed bytes, empty until it is signed
        return None if field_name == "note" else super().get_initial_for_field(field, field_name)

    def clean(self):
        words = super().clean()
        risks = {label: words.pop(label, []) for label in self.labels}
        return words | {"risks": risks}


class PresentForm(HouseForm):
    held_on = day(_("Quel jour a-t-elle été présentée ?"), required=True)
    present = prose(
        _("Qui était là ?"), rows=2, required=True, max_length=600,
        help_text=_("Le ou la n° 1 d’abord. Lu par l’équipe, le n° 1 et la cohorte ; chiffré dans la base."),
    )  # fmt: skip


class AskChangeForm(HouseForm):
    kind = forms.ChoiceField(
        label=_("De quoi parlez-vous ?"), choices=RemarkKind, widget=forms.RadioSelect,
        help_text=_("Un fait peut être corrigé. Un constat reste : l’équipe vous répond."),
    )  # fmt: skip
    text = prose(_("Ce que vous demandez"), rows=4, required=True, max_length=LONG)


class AnswerChangeForm(HouseForm):
    outcome = forms.ChoiceField(label=_("Ce que devient la demande"), choices=Outcome, widget=forms.RadioSelect)
    answer = prose(_("Votre réponse"), rows=4, required=True, max_length=LONG)


class RestituteForm(HouseForm):
    held_on = day(_("Quel jour a-t-elle été restituée ?"), required=True)
    format = forms.ChoiceField(label=_("Sous quelle forme ?"), choices=RestitutionFormat)
    invited = forms.IntegerField(label=_("Combien de personnes invitées ?"), min_value=1, max_value=9999)
    present = forms.IntegerField(label=_("Combien de personnes présentes ?"), min_value=0, max_value=9999)


class AnswerRecommendationForm(VersionedForm):
    taken_up = forms.ChoiceField(label=_("Qu’en faites-vous ?"), choices=TakenUp, widget=forms.RadioSelect)
    project = pick(_("Dans quel projet pilote ?"), None, required=False)
    why = prose(
        _("Pourquoi, ou comment"), rows=3, max_length=LONG,
        help_text=_("Demandé pour « plus tard » et « non » : tout le monde y gagne."),
    )  # fmt: skip

    def __init__(self, *args, projects, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects


class SayChangeForm(HouseForm):
    text = prose(_("Ce qui a changé depuis"), rows=4, required=True, max_length=LONG)


class TalkForm(HouseForm):
    held_on = day(_("Quel jour a-t-il eu lieu ?"), required=True)
    summary = prose(_("Ce qui s’y est dit, sans nommer personne"), rows=5, required=True, max_length=LONG)
