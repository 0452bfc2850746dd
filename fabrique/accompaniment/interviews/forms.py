from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.interviews.actions import LONGEST
from fabrique.accompaniment.interviews.anchoring import places, plain_lines, trimmed
from fabrique.accompaniment.interviews.contacts import categories_of
from fabrique.accompaniment.interviews.enums import Aspect, ExtractKind, Intensity, Mode
from fabrique.core.forms import HouseForm, VersionedForm, day, prose
from fabrique.core.text import fold
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item

# what is typed here is kept by no browser, nor sent to a spelling service
PRIVATE = {"autocomplete": "off", "spellcheck": "false", "data-gramm": "false", "writingsuggestions": "false"}
TO_CHOOSE = ("", gettext_lazy("à choisir"))


def private(label, **options) -> forms.CharField:
    field = forms.CharField(label=label, **({"required": False, "max_length": 200} | options))
    field.widget.attrs.update(PRIVATE)
    return field


def private_prose(label, rows=4, **options) -> forms.CharField:
    field = prose(label, rows=rows, **options)
    field.widget.attrs.update(PRIVATE)
    return field


def sub_type_choices(diagnostic) -> list:
    items = Item.objects.of(ReferentialKey.CATEGORIES, within=diagnostic.scope).exclude(parent=None)
    groups: dict[str, list] = {}
    for item in items.select_related("parent"):
        groups.setdefault(item.parent.label, []).append((item.key, item.label))
    return [TO_CHOOSE, *groups.items()]


def fundamental_choices() -> list:
    items = Item.objects.of(ReferentialKey.FUNDAMENTALS).filter(parent=None)
    return [TO_CHOOSE, *((item.key, item.label) for item in items)]


class BeginForm(HouseForm):
    contact = forms.ChoiceField(
        label=gettext_lazy("Qui rencontrez-vous ?"), required=False,
        help_text=gettext_lazy("Le lien entre cette personne et ce qu’elle dit n’est écrit que dans le coffre. Il sert à effacer ses mots si elle le demande."),
    )  # fmt: skip
    category = forms.ChoiceField(label=gettext_lazy("Sa catégorie"), required=False)
    function = private(
        gettext_lazy("Sa fonction, en termes généraux"), max_length=80,
        help_text=gettext_lazy("« une élue », « un agent technique » : jamais un nom, ni un titre qu’une seule personne porte."),
    )  # fmt: skip
    mode = forms.ChoiceField(
        label=gettext_lazy("Comment vous rencontrez-vous ?"), choices=[TO_CHOOSE, *Mode.choices], required=False
    )

    def __init__(self, *args, diagnostic, people, names=frozenset(), **kwargs):
        super().__init__(*args, **kwargs)
        categories = categories_of(diagnostic)
        self.fields["category"].choices = [TO_CHOOSE, *((key, item.label) for key, item in categories.items())]
        self.names = names
        known = self.initial.get("contact")
        if known and known not in dict(people):
            people = [*people, (known, gettext_lazy("la personne déjà notée"))]
        if people:
            self.fields["contact"].choices = [("", gettext_lazy("sans le dire ici")), *people]
        else:
            del self.fields["contact"]

    def clean_function(self):
        if set(fold(self.cleaned_data["function"]).split()) & self.names:
            raise forms.ValidationError(
                _("Ces mots contiennent le nom d’une personne à rencontrer. Dites « une élue », « un agent ».")
            )
        return self.cleaned_data["function"]


class InterviewFactsForm(BeginForm, VersionedForm):
    sub_type = forms.ChoiceField(label=gettext_lazy("Plus précisément"), required=False)
    day = day(gettext_lazy("Quel jour ?"))
    minutes = forms.IntegerField(
        label=gettext_lazy("Pendant combien de minutes ?"), required=False, min_value=0, max_value=600
    )
    consent = private(
        gettext_lazy("Ce qui a été convenu avec la personne"), max_length=500,
        help_text=gettext_lazy("La formule lue ou signée, et ce que la personne a demandé."),
    )  # fmt: skip
    may_quote = forms.BooleanField(
        label=gettext_lazy("Elle accepte qu’on reprenne ses mots, sans la nommer, après les avoir relus"),
        required=False,
    )

    def __init__(self, *args, diagnostic, **kwargs):
        super().__init__(*args, diagnostic=diagnostic, **kwargs)
        self.fields["sub_type"].choices = sub_type_choices(diagnostic)

    def tell(self, conflict):
        """By the name of the person, never by a code."""
        super().tell(conflict)
        names = dict(self.fields["contact"].choices) if "contact" in self.fields else {}
        self.conflict = [
            (label, names.get(stored, stored), names.get(typed, typed)) for label, stored, typed in self.conflict
        ]

    def clean_day(self):
        found: date | None = self.cleaned_data["day"]
        return found.isoformat() if found else ""

    def clean_minutes(self):
        return self.cleaned_data["minutes"] or 0


class MayBeEmpty(forms.CharField):
    """Nothing optional about it, and it begins empty."""

    def validate(self, value):
        pass


class NotesForm(VersionedForm):
    text = MayBeEmpty(
        label=gettext_lazy("Vos notes"), strip=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 22, **PRIVATE, "autocapitalize": "sentences"}),
    )  # fmt: skip

    def clean_text(self):
        return plain_lines(self.cleaned_data["text"])


class ImportForm(VersionedForm):
    file = forms.FileField(
        label=gettext_lazy("Un fichier de texte, ODT ou DOCX"),
        help_text=gettext_lazy("2 Mo au plus, sans images. Il est lu en mémoire et chiffré aussitôt ; ni le fichier ni son nom ne sont gardés."),
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.odt,.docx"}),
        error_messages={"required": gettext_lazy("Choisissez un fichier de 2 Mo au plus.")},
    )  # fmt: skip


class CodingFields(HouseForm):
    kind = forms.ChoiceField(label=gettext_lazy("Ce passage dit"), choices=ExtractKind, widget=forms.RadioSelect)
    theme = private(gettext_lazy("Thème"), max_length=120)
    fundamental = forms.ChoiceField(label=gettext_lazy("Fondamental"), required=False)
    aspect = forms.ChoiceField(
        label=gettext_lazy("Il parle aussi de"), choices=[TO_CHOOSE, *Aspect.choices], required=False
    )
    intensity = forms.ChoiceField(label=gettext_lazy("Avec quelle intensité"), choices=Intensity, initial="1")
    memo = private_prose(gettext_lazy("Une note pour l’équipe"), rows=2, max_length=2000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fundamental"].choices = fundamental_choices()
        self.fields["theme"].widget.attrs["list"] = "themes"

    def clean_intensity(self):
        return int(self.cleaned_data["intensity"])


class CodePassageForm(CodingFields):
    """The passage by its place when the page selected it, else by its words."""

    quote = private_prose(
        gettext_lazy("Le passage"), rows=3, max_length=LONGEST,
        help_text=gettext_lazy("Sélectionnez-le dans les notes, ou copiez-le ici."),
    )  # fmt: skip
    start = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    end = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    field_order = ("quote", "kind", "theme", "fundamental", "aspect", "intensity", "memo")

    def __init__(self, *args, text, version, **kwargs):
        super().__init__(*args, initial={"seen": version, "intensity": "1"}, **kwargs)
        self.text, self.version_now = text, version

    def clean(self):
        words = super().clean()
        start, end = words.get("start"), words.get("end")
        if start is not None and end is not None and words.get("seen") == self.version_now:
            start, end = trimmed(self.text, start, min(end, len(self.text)))
            if start < end:
                words["span"] = (start, end)
                return words
        found = places(self.text, plain_lines(words.get("quote") or ""))
        if len(found) == 1:
            words["span"] = found[0]
        elif not found:
            self.add_error(
                "quote", _("Ces mots ne sont pas dans les notes. Sélectionnez-les, ou copiez-les tels quels.")
            )
        else:
            self.add_error(
                "quote", _("Ces mots reviennent plusieurs fois dans les notes : copiez un passage plus long.")
            )
        return words


class ExtractForm(CodingFields, VersionedForm):
    pass


class SearchForm(HouseForm):
    words = private(
        gettext_lazy("Que cherchez-vous ?"), required=True, max_length=100,
        help_text=gettext_lazy("Dans les notes et les passages codés. Votre recherche n’est gardée nulle part."),
    )  # fmt: skip


class EraseForm(HouseForm):
    written = private(
        gettext_lazy("Écrivez « effacer » pour confirmer"), required=True, max_length=20,
    )  # fmt: skip

    def clean_written(self):
        if fold(self.cleaned_data["written"]) not in ("effacer", fold(_("effacer"))):
            raise forms.ValidationError(_("Écrivez le mot « effacer », ou revenez sans rien changer."))
        return self.cleaned_data["written"]
