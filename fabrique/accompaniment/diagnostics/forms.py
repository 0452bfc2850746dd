from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.diagnostics.enums import Mode, TeamRole, Voice
from fabrique.accompaniment.diagnostics.models import Credential, Grid
from fabrique.accompaniment.diagnostics.models.framing import LONGEST_KEEPING
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item

LONGEST = 4000


class FrameForm(VersionedForm):
    folded = ("target_days", "keeping_days")
    grid = pick(gettext_lazy("Avec quelle trame de questions ?"), Grid.objects.none(), required=False)
    starts_on = day(gettext_lazy("Premier entretien vers le"))
    ends_on = day(gettext_lazy("Restitution avant le"))
    planned_count = forms.IntegerField(
        label=gettext_lazy("Combien de personnes rencontrer ?"), min_value=1, max_value=200,
        help_text=gettext_lazy("Une vingtaine d’ordinaire. Le questionnaire anonyme peut en ouvrir d’autres, à part."),
    )  # fmt: skip
    opposed_count = forms.IntegerField(
        label=gettext_lazy("Dont combien de voix publiquement critiques ?"), min_value=0, max_value=200,
        help_text=gettext_lazy("Un diagnostic qui n’écoute que des gens d’accord n’apprend rien au territoire."),
    )  # fmt: skip
    unusual_count = forms.IntegerField(
        label=gettext_lazy("Dont combien de voix rarement entendues ?"), min_value=0, max_value=200
    )
    target_days = forms.IntegerField(
        label=gettext_lazy("Du premier entretien à la restitution, en jours"), min_value=7, max_value=365,
        help_text=gettext_lazy("Au-delà, une alerte paraît pour l’équipe et pour qui conduit la cohorte."),
    )  # fmt: skip
    keeping_days = forms.IntegerField(
        label=gettext_lazy("Après la restitution, détruire les notes au bout de (jours)"), min_value=1,
        max_value=LONGEST_KEEPING,
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grid"].queryset = Grid.objects.agreed()

    def get_initial_for_field(self, field, field_name):
        value = super().get_initial_for_field(field, field_name)
        return value.code if isinstance(value, Grid) else value


class SubTypeField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.parent.label} · {obj.label}"


class OfCategory(forms.Form):
    category = pick(gettext_lazy("Quelle catégorie ?"), Item.objects.none(), to_field_name="key")
    sub_type = SubTypeField(
        label=gettext_lazy("Plus précisément"), queryset=Item.objects.none(), to_field_name="key", required=False,
        empty_label=gettext_lazy("non précisé"),
    )  # fmt: skip

    def choose(self, diagnostic) -> None:
        items = Item.objects.of(ReferentialKey.CATEGORIES, within=diagnostic.participation.scope)
        self.fields["category"].queryset = items.filter(parent=None)
        self.fields["sub_type"].queryset = (
            items.exclude(parent=None).select_related("parent").order_by("parent__order", "order", "pk")
        )


class AddTargetForm(OfCategory, HouseForm):
    count = forms.IntegerField(label=gettext_lazy("Combien de personnes ?"), min_value=1, max_value=200)

    def __init__(self, *args, diagnostic, **kwargs):
        super().__init__(*args, **kwargs)
        self.choose(diagnostic)


class JoinForm(HouseForm):
    role = forms.ChoiceField(label=gettext_lazy("Dans cette équipe, cette personne"), choices=TeamRole)
    person = pick(
        gettext_lazy("Qui ?"), Person.objects.none(),
        help_text=gettext_lazy("Les personnes que l’association a habilitées, aujourd’hui."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        valid = Credential.objects.valid().values("person")
        self.fields["person"].queryset = Person.objects.active().filter(pk__in=valid).order_by("name", "pk")


class DeclareForm(HouseForm):
    no_authority = forms.BooleanField(
        label=gettext_lazy("Je ne travaille ni pour ce territoire, ni sous l’autorité d’une personne qui le dirige."),
        required=True,
    )  # fmt: skip
    no_funding = forms.BooleanField(
        label=gettext_lazy("Je ne finance pas ce territoire, et je ne travaille pas pour un organisme qui le finance."),
        required=True,
    )  # fmt: skip
    secrecy = forms.BooleanField(
        label=gettext_lazy("Ce que j’entendrai ne sera lu que dans cette équipe ; je n’en garde aucune copie ailleurs."),
        required=True,
    )  # fmt: skip


class CredentialForm(HouseForm):
    folded = ("training", "valid_from")
    person = pick(gettext_lazy("Qui ?"), Person.objects.none())
    role = forms.ChoiceField(label=gettext_lazy("Peut"), choices=[
        (TeamRole.DIAGNOSTICIAN, gettext_lazy("mener des entretiens")),
        (TeamRole.SUPERVISOR, gettext_lazy("superviser des diagnostics"))])  # fmt: skip
    experienced = forms.BooleanField(
        label=gettext_lazy("A déjà mené un diagnostic, ici ou avant"), required=False,
        help_text=gettext_lazy("Sinon, une personne qui supervise sera demandée pour son premier."),
    )  # fmt: skip
    valid_until = day(gettext_lazy("Jusqu’au"))
    training = forms.CharField(label=gettext_lazy("Après quelle formation ?"), max_length=200, required=False)
    valid_from = day(gettext_lazy("À partir du"))

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.visible_to(reader).active().order_by("name", "pk")


class BeginGridForm(HouseForm):
    title = forms.CharField(label=gettext_lazy("Titre de la trame"), max_length=160)
    introduction = prose(
        gettext_lazy("Ce que l’on dit en commençant"), rows=4, max_length=LONGEST,
        help_text=gettext_lazy("Lu à voix haute à la personne rencontrée, avant la première question."),
    )  # fmt: skip


class GridForm(VersionedForm):
    introduction = prose(gettext_lazy("Ce que l’on dit en commençant"), rows=4, max_length=LONGEST)


class AddQuestionForm(HouseForm):
    section = forms.CharField(label=gettext_lazy("Sous quel titre ?"), max_length=120)
    text = forms.CharField(label=gettext_lazy("La question, comme on la dit"), max_length=300)
    help = forms.CharField(label=gettext_lazy("Pour relancer"), max_length=300, required=False)


class EditQuestionForm(VersionedForm):
    section = forms.CharField(label=gettext_lazy("Sous quel titre ?"), max_length=120)
    text = forms.CharField(label=gettext_lazy("La question, comme on la dit"), max_length=300)
    help = forms.CharField(label=gettext_lazy("Pour relancer"), max_length=300, required=False)


class FieldsOfContact(OfCategory):
    name = forms.CharField(
        label=gettext_lazy("Nom"), max_length=160,
        help_text=gettext_lazy("Chiffré par le serveur ; jamais joint à ce que la personne dira."),
    )  # fmt: skip
    email = forms.EmailField(label=gettext_lazy("Adresse électronique"), required=False)
    phone = forms.CharField(label=gettext_lazy("Téléphone"), max_length=40, required=False)
    function = forms.CharField(label=gettext_lazy("Sa fonction"), max_length=160, required=False)
    voice = forms.ChoiceField(
        label=gettext_lazy("Sa voix, dans ce territoire"), choices=Voice,
        help_text=gettext_lazy("Pas toujours les mêmes : c’est ce qui fait la valeur du panel."),
    )  # fmt: skip
    why = prose(gettext_lazy("Pourquoi elle ou lui"), rows=2, max_length=500)
    language = forms.ChoiceField(
        label=gettext_lazy("Langue de la lettre"), choices=[("fr", "Français"), ("en", "English")]
    )


class AddContactForm(FieldsOfContact, HouseForm):
    folded = ("phone", "why", "language")
    field_order = ("name", "category", "sub_type", "function", "voice", "email", "phone", "why", "language")

    def __init__(self, *args, diagnostic, **kwargs):
        super().__init__(*args, **kwargs)
        self.choose(diagnostic)


class EditContactForm(FieldsOfContact, VersionedForm):
    field_order = ("name", "category", "sub_type", "function", "voice", "email", "phone", "why", "language")

    def __init__(self, *args, diagnostic, **kwargs):
        super().__init__(*args, **kwargs)
        self.choose(diagnostic)

    def get_initial_for_field(self, field, field_name):
        value = super().get_initial_for_field(field, field_name)
        return value.key if isinstance(value, Item) else value


class MeetForm(HouseForm):
    consented = forms.BooleanField(
        label=gettext_lazy("J’ai lu la notice avec cette personne, et elle est d’accord."), required=False
    )
    may_quote = forms.BooleanField(
        label=gettext_lazy("Elle accepte qu’une phrase d’elle soit reprise, sans son nom."), required=False
    )


class WithdrawContactForm(HouseForm):
    sure = forms.BooleanField(
        label=gettext_lazy("Elle me l’a demandé elle-même, et sait que c’est définitif."), required=True
    )


class LetterForm(HouseForm):
    subject = forms.CharField(
        label=gettext_lazy("Objet"), max_length=120,
        help_text=gettext_lazy("Sans nom de personne : un objet se lit sur bien des écrans."),
    )  # fmt: skip
    text = prose(
        gettext_lazy("Texte"), rows=12, required=True, max_length=LONGEST,
        help_text=gettext_lazy("{territoire}, {quand} et {lieu} sont remplacés au départ. Le lien personnel suit le texte."),
    )  # fmt: skip


class OpenSlotsForm(HouseForm):
    folded = ("minutes", "pause")
    first = forms.DateTimeField(
        label=gettext_lazy("Le premier commence"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    count = forms.IntegerField(
        label=gettext_lazy("Combien à la suite ?"), min_value=1, max_value=16, initial=1,
        help_text=gettext_lazy("Une journée groupée se propose en une fois."),
    )  # fmt: skip
    mode = forms.ChoiceField(label=gettext_lazy("Comment ?"), choices=Mode)
    where = forms.CharField(
        label=gettext_lazy("Où, ou par quel lien ou numéro"), max_length=200, required=False,
        help_text=gettext_lazy("Lu par la personne qui prend ce créneau."),
    )  # fmt: skip
    minutes = forms.IntegerField(label=gettext_lazy("Durée, en minutes"), min_value=15, max_value=240, initial=60)
    pause = forms.IntegerField(
        label=gettext_lazy("Pause entre deux, en minutes"), min_value=0, max_value=240, initial=15
    )


class InviteToRestitutionForm(HouseForm):
    at = forms.DateTimeField(
        label=gettext_lazy("Quand ?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    where = forms.CharField(
        label=gettext_lazy("Où ?"), max_length=200,
        help_text=gettext_lazy("Un lieu où venir n’apprend à personne qui a parlé."),
    )  # fmt: skip


class OpenQuestionnaireForm(HouseForm):
    closes_on = day(gettext_lazy("Ouvert jusqu’au"), required=True)


class AnswerForm(HouseForm):
    """The questions of the grid, each of which can wait; a broad category, if one wants."""

    def __init__(self, *args, questionnaire, **kwargs):
        super().__init__(*args, **kwargs)
        diagnostic = questionnaire.diagnostic
        self.questions = list(diagnostic.grid.questions.all())
        for question in self.questions:
            self.fields[question.code] = prose(question.text, rows=3, max_length=2000, help_text=question.help)
            self.fields[question.code].widget.attrs["class"] = "input"
        items = Item.objects.categories(diagnostic.participation.scope)
        self.fields["category"] = pick(
            gettext_lazy("Vous diriez-vous plutôt"), items, to_field_name="key", required=False,
            empty_label=gettext_lazy("je préfère ne pas le dire"),
        )  # fmt: skip
        self.fields["category"].widget.attrs["class"] = "input"

    def sent(self) -> dict:
        """The words by question, and the category."""
        words = {question.code: self.cleaned_data.get(question.code, "") for question in self.questions}
        return {"words": words, "category": self.cleaned_data.get("category")}
