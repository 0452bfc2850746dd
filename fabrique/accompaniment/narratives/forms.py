from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.evaluation.models import Effect
from fabrique.accompaniment.narratives.enums import Audience, Kind, Licence, Medium, PassageKind
from fabrique.accompaniment.narratives.models import Narrative
from fabrique.core import uploads
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item

LONGEST = 20_000


class ManyWords(forms.ModelMultipleChoiceField):
    """Several words of a referential in force, and those chosen when an older one was."""

    def __init__(self, label, referential=None, **options):
        given = {"required": False, "widget": forms.CheckboxSelectMultiple, "to_field_name": "key"} | options
        super().__init__(Item.objects.none(), label=label, **given)
        self.referential = referential

    def label_from_instance(self, item):
        return item.label


class OneWord(forms.ModelChoiceField):
    def label_from_instance(self, item):
        return item.label


class WithWords(forms.Form):
    """Fields of a referential offer what is in force today."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if getattr(field, "referential", None):
                field.queryset = Item.objects.of(field.referential).filter(parent=None)


class FieldsOfNarrative(WithWords):
    kind = forms.ChoiceField(label=gettext_lazy("Ce que c’est"), choices=Kind)
    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    organisation = pick(
        gettext_lazy("Organisation qui signe"), Organisation.objects.none(),
        help_text=gettext_lazy("Un récit est signé par une organisation, jamais par une personne."),
    )  # fmt: skip
    told_on = day(gettext_lazy("Le jour raconté"), required=True)
    dimensions = ManyWords(gettext_lazy("Ce que ce récit fait"), ReferentialKey.DIMENSIONS)
    text = prose(
        gettext_lazy("Le texte, ou ce qui l’ouvre"), rows=8, max_length=LONGEST,
        help_text=gettext_lazy("Vos mots. Les citations et les synthèses s’ajoutent ensuite, une à une, chacune marquée."),
    )  # fmt: skip
    url = forms.URLField(
        label=gettext_lazy("Lien"), required=False, assume_scheme="https", max_length=300,
        help_text=gettext_lazy("Pour une vidéo ou un podcast : la page où il est rangé. Rien n’est chargé d’ailleurs dans cette page."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Ou un fichier"), required=False, max_length=200,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPTED}),
        help_text=gettext_lazy("Si une personne citée retire son accord, le fichier est retiré tout entier."),
    )  # fmt: skip
    voices = ManyWords(gettext_lazy("Les voix que l’on y entend"), ReferentialKey.CATEGORIES)
    audience = forms.ChoiceField(label=gettext_lazy("Qui le lira"), choices=Audience, initial=Audience.PUBLIC)
    licence = forms.ChoiceField(label=gettext_lazy("Ce que l’on peut en faire"), choices=Licence)

    def offer(self, person, cohort, participation):
        """Those around this cohort, one's own, and the territory itself."""
        around = Organisation.objects.filter(partnerships__cohort=cohort)
        around |= Organisation.objects.filter(memberships__in=person.memberships.active())
        if participation is not None:
            around |= Organisation.objects.named(participation.territory.name)
        kept = self.initial.get("organisation")
        if isinstance(kept, Organisation):
            around |= Organisation.objects.filter(pk=kept.pk)
            self.initial["organisation"] = kept.code
        self.fields["organisation"].queryset = around.distinct().order_by("folded", "pk")
        return self


class BeginNarrativeForm(FieldsOfNarrative, HouseForm):
    folded = ("voices", "audience", "licence")


class NarrativeForm(FieldsOfNarrative, VersionedForm):
    effects = forms.ModelMultipleChoiceField(
        Effect.objects.none(), label=gettext_lazy("Les effets publiés qu’il raconte"), required=False,
        to_field_name="code", widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, instance: Narrative, **kwargs):
        chosen = {
            "dimensions": [item.key for item in instance.dimensions.all()],
            "voices": [item.key for item in instance.voices.all()],
            "effects": [effect.code for effect in instance.effects.all()],
        }
        super().__init__(*args, instance=instance, initial=chosen, **kwargs)
        told = Effect.objects.published().filter(participation__cohort=instance.cohort)
        if instance.participation is not None:
            told = told.filter(participation=instance.participation)
        self.fields["effects"].queryset = (
            (told | Effect.objects.filter(narratives=instance)).distinct().in_reading_order()
        )


class FieldsOfPassage(WithWords):
    kind = forms.ChoiceField(label=gettext_lazy("Ces mots sont"), choices=PassageKind)
    text = prose(gettext_lazy("Le passage"), rows=4, required=True, max_length=LONGEST)
    said_by = forms.CharField(
        label=gettext_lazy("Qui parle, par sa fonction"), max_length=160, required=False,
        help_text=gettext_lazy("« une élue », « un boulanger »."),
    )  # fmt: skip
    voice = OneWord(
        Item.objects.none(), label=gettext_lazy("Sa catégorie"), required=False, to_field_name="key",
        empty_label=gettext_lazy("à choisir"),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Nom de la personne citée"), max_length=160, required=False,
        help_text=gettext_lazy("Pour vous souvenir à qui demander. Il ne paraît qu’avec son accord, et s’efface s’il est refusé."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["voice"].queryset = Item.objects.categories()


class AddPassageForm(FieldsOfPassage, HouseForm):
    pass


class PassageForm(FieldsOfPassage, VersionedForm):
    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, initial={"voice": instance.voice and instance.voice.key}, **kwargs)


class SendLinkForm(HouseForm):
    email = forms.EmailField(
        label=gettext_lazy("Son adresse électronique"),
        help_text=gettext_lazy("Elle ne sert qu’à cette lettre : la plateforme ne la garde pas ailleurs."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Langue de la lettre"), choices=[("fr", "Français"), ("en", "English")]
    )


class CorrectionForm(HouseForm):
    correction = prose(
        gettext_lazy("Ce que vous diriez plutôt"), rows=4, required=True, max_length=2000,
        help_text=gettext_lazy("L’auteur seul le lit. S’il change ces mots, il vous les redemande."),
    )  # fmt: skip


class AddReplyForm(HouseForm):
    text = prose(
        gettext_lazy("Votre réponse"), rows=8, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Elle paraît aussitôt, à côté du récit. Le récit ne change pas."),
    )  # fmt: skip


class ReplyForm(VersionedForm):
    text = prose(gettext_lazy("Votre réponse"), rows=8, required=True, max_length=LONGEST)


class AddReuseForm(HouseForm):
    organisation = pick(gettext_lazy("Qui le reprend"), Organisation.objects.none())
    where = forms.CharField(
        label=gettext_lazy("Où"),
        max_length=200,
        help_text=gettext_lazy("Le titre, le numéro, l’émission, l’exposition."),
    )
    url = forms.URLField(label=gettext_lazy("Lien"), required=False, assume_scheme="https", max_length=300)
    reused_on = day(gettext_lazy("Quand"), required=True)
    agreement = forms.CharField(
        label=gettext_lazy("L’accord de l’auteur"), max_length=200, required=False,
        help_text=gettext_lazy("Seulement si tous droits sont réservés : quand et comment il a été donné."),
    )  # fmt: skip

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.visible_to(person)


class StrategyLineForm(VersionedForm):
    """The version is 0 until somebody wrote."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    where_we_are = prose(gettext_lazy("Où nous en sommes"), rows=3, max_length=LONGEST)
    what_we_try = prose(gettext_lazy("Ce que nous essayons"), rows=3, max_length=LONGEST)
    who_carries = forms.CharField(
        label=gettext_lazy("Qui le porte"), max_length=200, required=False,
        help_text=gettext_lazy("Des fonctions, des structures : pas de noms."),
    )  # fmt: skip
    next_step = forms.CharField(label=gettext_lazy("La prochaine étape"), max_length=300, required=False)


class AddCarrierForm(WithWords, HouseForm):
    function = forms.CharField(
        label=gettext_lazy("Qui"), max_length=160,
        help_text=gettext_lazy("Une fonction ou une structure : « la médiathèque », « l’agent chargé de la culture »."),
    )  # fmt: skip
    category = OneWord(
        Item.objects.none(),
        label=gettext_lazy("Sa catégorie"),
        to_field_name="key",
        empty_label=gettext_lazy("à choisir"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Item.objects.categories()


class FieldsOfMedia(forms.Form):
    medium = forms.ChoiceField(label=gettext_lazy("De quelle sorte"), choices=Medium)
    covers = forms.CharField(label=gettext_lazy("Ce qu’il raconte, et où"), max_length=300, required=False)
    newsroom = forms.CharField(
        label=gettext_lazy("Comment joindre la rédaction"), max_length=200, required=False,
        help_text=gettext_lazy("Le standard, une adresse commune : pas celle d’une personne."),
    )  # fmt: skip


class AddLocalMediaForm(FieldsOfMedia, HouseForm):
    organisation = pick(gettext_lazy("Média"), Organisation.objects.none())
    field_order = ["organisation", "medium", "covers", "newsroom"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.visible_to(person)


class LocalMediaForm(FieldsOfMedia, VersionedForm):
    pass
