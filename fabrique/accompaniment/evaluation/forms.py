from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.evaluation.actions.findings import PRECISE
from fabrique.accompaniment.evaluation.enums import (
    AnswerKind,
    Became,
    Cause,
    Confidence,
    EvidenceKind,
    Expected,
    FindingState,
    LessonKind,
    Level,
    PaperKind,
    Ring,
    Strength,
    Voice,
)
from fabrique.accompaniment.evaluation.models import Effect, Paper
from fabrique.core import sounds
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item

LONGEST = 5000


def word(label, referential, **options):
    """A word of a referential in force, by its key."""
    field = pick(label, Item.objects.none(), to_field_name="key", **options)
    field.referential = referential
    return field


def choice(label, words):
    """One word among a few, that may wait."""
    return forms.ChoiceField(label=label, choices=[("", gettext_lazy("à choisir")), *words.choices], required=False)


class OfReferentials(forms.Form):
    """Fields made by `word` offer what is in force today, and the word already chosen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if hasattr(field, "referential"):
                now = Item.objects.of(field.referential)
                chosen = self.initial.get(name)
                field.queryset = now | Item.objects.filter(pk=chosen.pk) if isinstance(chosen, Item) else now


class FieldsOfEffect(OfReferentials):
    text = forms.CharField(
        label=gettext_lazy("Qu’est-ce qui a changé ?"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Ce que vous avez vu ou entendu. Personne n’a besoin d’être nommé."),
    )  # fmt: skip
    frame = word(gettext_lazy("Où cela se voit"), ReferentialKey.FRAMES)
    label = forms.CharField(
        label=gettext_lazy("En un mot"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Le vôtre, pas le nôtre."),
    )
    second_label = forms.CharField(label=gettext_lazy("Et en un second mot"), max_length=160, required=False)
    family = word(gettext_lazy("Famille d’effets"), ReferentialKey.EFFECTS, required=False)
    said_by = forms.CharField(
        label=gettext_lazy("Qui le dit"), max_length=200, required=False,
        help_text=gettext_lazy("Une fonction suffit : « une élue », « l’allié »."),
    )  # fmt: skip
    quote = forms.BooleanField(label=gettext_lazy("Ce sont ses mots exacts"), required=False)
    seen_on = day(gettext_lazy("Vu quel jour"))
    cause = choice(gettext_lazy("Ce qui l’a déclenché"), Cause)
    cause_words = forms.CharField(
        label=gettext_lazy("Lequel, ou laquelle"), max_length=200, required=False,
        help_text=gettext_lazy("« la troisième journée », « la restitution à la salle des fêtes »."),
    )  # fmt: skip
    ring = choice(gettext_lazy("Pour qui"), Ring)
    level = choice(gettext_lazy("Jusqu’où cela s’est inscrit"), Level)
    expected = choice(gettext_lazy("L’attendiez-vous"), Expected)
    strength = choice(gettext_lazy("À quel point"), Strength)
    confidence = choice(gettext_lazy("Comment le sait-on"), Confidence)
    voice = choice(gettext_lazy("Qui l’apporte"), Voice)
    fundamental = word(gettext_lazy("Le fondamental qu’il éclaire"), ReferentialKey.FUNDAMENTALS, required=False)


class ProposeEffectForm(FieldsOfEffect, HouseForm):
    folded = PRECISE


class EffectForm(FieldsOfEffect, VersionedForm):
    folded = PRECISE


class FieldsOfLimit(OfReferentials):
    text = forms.CharField(
        label=gettext_lazy("Qu’est-ce qui résiste ?"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Une limite dite aide la cohorte suivante. Elle ne s’efface pas : on y répond."),
    )  # fmt: skip
    theme = word(gettext_lazy("De quel ordre"), ReferentialKey.LIMITS)
    title = forms.CharField(
        label=gettext_lazy("En quelques mots"), max_length=160, required=False,
        help_text=gettext_lazy("Sans titre, le début du texte en tient lieu."),
    )  # fmt: skip
    cause = forms.CharField(label=gettext_lazy("D’où cela vient"), max_length=300, required=False)
    proposal = prose(gettext_lazy("Ce qui aiderait"), rows=2)
    said_by = forms.CharField(label=gettext_lazy("Qui le dit"), max_length=200, required=False)
    quote = forms.BooleanField(label=gettext_lazy("Ce sont ses mots exacts"), required=False)


class ProposeLimitForm(FieldsOfLimit, HouseForm):
    folded = ("title", "cause", "proposal", "said_by", "quote")


class LimitForm(FieldsOfLimit, VersionedForm):
    folded = ProposeLimitForm.folded


class AddEvidenceForm(HouseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Ce qui le montre"), choices=EvidenceKind)
    text = prose(
        gettext_lazy("En une phrase"), rows=2, required=True, max_length=500,
        help_text=gettext_lazy("Les mots entendus, le titre du document, la décision et sa date. Sans nom de personne."),
    )  # fmt: skip
    url = forms.URLField(label=gettext_lazy("Lien, s’il y en a un"), required=False, assume_scheme="https", max_length=300)  # fmt: skip


class TieForm(HouseForm):
    outcome = pick(gettext_lazy("L’effet qu’il a entraîné"), Effect.objects.none())

    def __init__(self, *args, effect, person, **kwargs):
        super().__init__(*args, **kwargs)
        others = Effect.objects.visible_to(person).filter(participation=effect.participation_id)
        others = others.exclude(state=FindingState.SET_ASIDE).exclude(pk=effect.pk).exclude(links_in__cause=effect)
        self.fields["outcome"].queryset = others.in_reading_order()


class SetAsideForm(HouseForm):
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi le mettre de côté ?"), max_length=300,
        help_text=gettext_lazy("La personne qui l’a proposé lira cette phrase. L’effet peut revenir."),
    )  # fmt: skip


class LimitAnswerForm(VersionedForm):
    answer = forms.CharField(
        label=gettext_lazy("Ce que nous en faisons"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Ce qui change, quand, et pour qui. Ou pourquoi rien ne change."),
    )  # fmt: skip


class ViewpointForm(VersionedForm):
    text = forms.CharField(label=gettext_lazy("Votre point de vue"), widget=forms.Textarea(attrs={"rows": 8}))
    said_by = forms.CharField(
        label=gettext_lazy("Qui parle"), max_length=200, required=False,
        help_text=gettext_lazy("Une fonction ou une équipe, sans nom propre."),
    )  # fmt: skip
    synthesis = forms.BooleanField(
        label=gettext_lazy("C’est une synthèse"), required=False,
        help_text=gettext_lazy("Laissez vide si ce sont les mots exacts."),
    )  # fmt: skip


class FieldsOfSheet(OfReferentials):
    category = word(gettext_lazy("Vous parlez comme"), ReferentialKey.CATEGORIES)
    changed = prose(gettext_lazy("Qu’est-ce qui a changé pour vous ?"), rows=3, required=True, max_length=LONGEST)
    frame = word(gettext_lazy("Où cela se voit"), ReferentialKey.FRAMES)
    for_whom = prose(gettext_lazy("Et pour qui d’autre ?"), rows=2, max_length=LONGEST)
    shown_by = prose(gettext_lazy("Qu’est-ce qui le montre ?"), rows=2, max_length=500)
    not_acting = prose(gettext_lazy("Que coûterait de ne rien faire ?"), rows=2, max_length=LONGEST)

    def __init__(self, *args, within, **kwargs):
        super().__init__(*args, **kwargs)
        words = Item.objects.categories(within)
        kept = self.initial.get("category")
        self.fields["category"].queryset = words | Item.objects.filter(pk=kept.pk) if isinstance(kept, Item) else words


class AddSheetForm(FieldsOfSheet, HouseForm):
    pass


class ValueSheetForm(FieldsOfSheet, VersionedForm):
    pass


class FieldsOfStory(forms.Form):
    title = forms.CharField(label=gettext_lazy("En un titre"), max_length=160)
    before = prose(gettext_lazy("Avant"), rows=3, max_length=LONGEST)
    trigger = prose(gettext_lazy("Ce qui a tout déclenché"), rows=3, max_length=LONGEST)
    after = prose(gettext_lazy("Après"), rows=3, max_length=LONGEST)
    noticed_by = forms.CharField(
        label=gettext_lazy("Qui l’a vu"), max_length=200, required=False,
        help_text=gettext_lazy("Une fonction suffit : « une élue », « l’allié »."),
    )  # fmt: skip
    url = forms.URLField(
        label=gettext_lazy("Le lien, si elle est dite à la voix"), required=False, assume_scheme="https", max_length=300
    )
    sound = forms.FileField(
        label=gettext_lazy("Ou la voix elle-même"), required=False, max_length=200,
        widget=forms.FileInput(attrs={"accept": sounds.ACCEPTED}),
        help_text=gettext_lazy("MP3, OGG ou M4A, 20 Mo au plus, avec l’accord de qui parle. L’avant et l’après restent à écrire, pour qui n’entend pas. Le fichier garde ce que l’appareil y a noté."),
    )  # fmt: skip
    effect = pick(gettext_lazy("L’effet qu’elle raconte"), Effect.objects.none(), required=False)

    def __init__(self, *args, effects, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["effect"].queryset = effects
        if isinstance(self.initial.get("effect"), Effect):
            self.initial["effect"] = self.initial["effect"].code


class AddStoryForm(FieldsOfStory, HouseForm):
    folded = ("noticed_by", "url", "sound", "effect")


class ChangeStoryForm(FieldsOfStory, VersionedForm):
    without_sound = forms.BooleanField(label=gettext_lazy("Retirer la voix"), required=False)

    folded = AddStoryForm.folded


class BeginPaperForm(HouseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=PaperKind)
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    annex_of = pick(gettext_lazy("En annexe de"), Paper.objects.none(), required=False)

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["annex_of"].queryset = cohort.evaluation_papers.filter(annex_of=None).order_by("title")


class FieldsOfChapter(forms.Form):
    title = forms.CharField(label=gettext_lazy("Titre du chapitre"), max_length=200)
    text = prose(
        gettext_lazy("Le texte"), rows=16, max_length=60_000,
        help_text=gettext_lazy("Une ligne vide sépare deux paragraphes. Marquez les citations par des guillemets ; le reste est une synthèse."),
    )  # fmt: skip


class AddChapterForm(FieldsOfChapter, HouseForm):
    pass


class ChapterForm(FieldsOfChapter, VersionedForm):
    pass


class AddAnswerForm(HouseForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Vous écrivez"), choices=AnswerKind,
        help_text=gettext_lazy("Un commentaire reste dans la cohorte. Un droit de réponse accompagne le document partout où il va."),
    )  # fmt: skip
    text = prose(gettext_lazy("Votre texte"), rows=6, required=True, max_length=LONGEST)

    def __init__(self, *args, replies, **kwargs):
        super().__init__(*args, **kwargs)
        if not replies:
            self.fields["kind"].choices = [(AnswerKind.COMMENT, AnswerKind.COMMENT.label)]


class FollowUpForm(VersionedForm):
    """One question an effect: what is left empty is not said."""

    words = prose(gettext_lazy("Ce qui a bougé depuis, en quelques phrases"), rows=4, max_length=5000)

    def __init__(self, *args, instance, effects, **kwargs):
        self.told = {fate.effect_id: fate for fate in instance.fates.all()}
        self.effects = {effect.code: effect for effect in effects}
        super().__init__(*args, instance=instance, **kwargs)
        fields = {}
        for effect in effects:
            fate = self.told.get(effect.pk)
            asked = choice(str(effect), Became)
            asked.initial = fate.became if fate else ""
            fields[f"became_{effect.code}"] = asked
            fields[f"words_{effect.code}"] = forms.CharField(
                label=gettext_lazy("Ce qui le montre"),
                required=False,
                max_length=300,
                initial=fate.words if fate else "",
            )
        for field in fields.values():
            field.widget.attrs["class"] = "input"
        self.fields = fields | self.fields

    def standing(self, stored, name):
        what, _line, code = name.partition("_")
        if code not in self.effects:
            return super().standing(stored, name)
        fate = stored.fates.filter(effect=self.effects[code]).first()
        return getattr(fate, what, "")


class FieldsOfLesson(forms.Form):
    title = forms.CharField(label=gettext_lazy("En une phrase"), max_length=300)
    text = prose(gettext_lazy("Ce qu’il y a derrière"), rows=4)


class AddLessonForm(FieldsOfLesson, HouseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=LessonKind)
    field_order = ["kind", "title", "text"]


class LessonForm(FieldsOfLesson, VersionedForm):
    pass
