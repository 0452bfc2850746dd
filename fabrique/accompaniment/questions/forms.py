from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.core.forms import HouseForm, VersionedForm, prose
from fabrique.ground.referentials.enums import Category

LONGEST = 4000
SIGN = gettext_lazy("Montrer mon nom aux personnes de ma catégorie")


class AskForm(HouseForm):
    category = forms.ChoiceField(label=gettext_lazy("À qui la posez-vous ?"), widget=forms.RadioSelect)
    subject = forms.CharField(
        label=gettext_lazy("Votre question, en une phrase"), max_length=200,
        help_text=gettext_lazy("Sans nom de personne. Sans nom de lieu si vous ne voulez pas être reconnu·e."),
    )  # fmt: skip
    text = prose(gettext_lazy("Ce qu’il faut savoir pour vous répondre"), rows=6, max_length=LONGEST)
    signed = forms.BooleanField(label=SIGN, required=False)

    def __init__(self, *args, categories, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [(one.value, one.label) for one in Category if one in categories]
        self.fields["category"].initial = next((one.value for one in Category if one in categories), None)


class AnswerForm(HouseForm):
    text = prose(gettext_lazy("Votre réponse"), rows=6, required=True, max_length=LONGEST,
                 help_text=gettext_lazy("Ce que vous avez vécu ou essayé : une piste suffit."))  # fmt: skip
    signed = forms.BooleanField(label=SIGN, required=False)


class CloseForm(VersionedForm):
    kept = prose(gettext_lazy("Ce que vous gardez de ces réponses"), rows=5, required=True, max_length=LONGEST,
                 help_text=gettext_lazy("En quelques lignes, pour qui vivra la même chose."))  # fmt: skip


class SheetForm(HouseForm):
    title = forms.CharField(label=gettext_lazy("Titre de la fiche"), max_length=200)
    answers = forms.MultipleChoiceField(
        label=gettext_lazy("Quelles réponses y mettre ?"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Chaque personne reçoit un mot et décide pour ses mots. La fiche ne nomme personne."),
    )  # fmt: skip

    def __init__(self, *args, question, **kwargs):
        sheet = getattr(question, "sheet", None)
        initial = {"title": question.subject}
        if sheet:
            initial = {"title": sheet.title, "answers": [one.answer.code for one in sheet.agreements.all()]}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["answers"].choices = [(one.code, one.text) for one in question.answers.all()]


class ShelfForm(HouseForm):
    q = forms.CharField(label=gettext_lazy("Chercher un mot"), required=False, max_length=80)
    categorie = forms.ChoiceField(label=gettext_lazy("Catégorie"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["categorie"].choices = [("", _("toutes")), *Category.choices]
