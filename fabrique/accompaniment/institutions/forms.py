from django import forms
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.models import LEADS, Cohort, Participation
from fabrique.accompaniment.institutions.enums import SHEET, SheetKind
from fabrique.accompaniment.institutions.models import ActionSheet, Contact
from fabrique.accompaniment.programme.models import Session
from fabrique.core.forms import HouseForm, VersionedForm, day, pick, prose
from fabrique.ground.agenda.models import Event
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person

LONGEST = 10000


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


class HandOverForm(HouseForm):
    after = pick(gettext_lazy("Le nouveau contact"), Contact.objects.none())
    note = prose(
        gettext_lazy("Où en est la fiche"), rows=5, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Ce qui est convenu, ce qui reste à faire, ce qui l’a arrêtée : le nouveau contact part de là."),
    )  # fmt: skip

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        serving = Contact.objects.serving().filter(cohort=sheet.cohort).exclude(pk=sheet.partner_id or 0)
        self.fields["after"].queryset = serving.select_related("organisation")


class EntrustForm(HouseForm):
    in_charge = pick(
        gettext_lazy("Qui suit cette fiche"), Person.objects.none(),
        help_text=gettext_lazy("C’est cette personne que la fiche rappelle le jour venu."),
    )  # fmt: skip

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        leading = sheet.cohort.scope.grants.active().filter(role__in=LEADS).values("person")
        self.fields["in_charge"].queryset = Person.objects.active().filter(pk__in=leading).order_by("name", "pk")


def an_organisation(label):
    return pick(label, Organisation.objects.filter(in_directory=True))


class FieldsOfNote(forms.Form):
    institution = an_organisation(gettext_lazy("À quelle institution"))
    text = prose(
        gettext_lazy("La note"), rows=14, required=True, max_length=LONGEST,
        help_text=gettext_lazy("Ce que vous proposez, pourquoi, et ce que cela demande à l’institution."),
    )  # fmt: skip


class BeginNoteForm(FieldsOfNote, HouseForm):
    field_order = ("institution", "text")


class IntentionNoteForm(FieldsOfNote, VersionedForm):
    field_order = ("institution", "text")


class HandNoteForm(HouseForm):
    handed_on = day(gettext_lazy("Remise le"), required=True)


class AnswerNoteForm(HouseForm):
    answer = prose(gettext_lazy("Ce que l’institution a répondu"), rows=5, required=True, max_length=LONGEST)


class FieldsOfContact(forms.Form):
    organisation = an_organisation(gettext_lazy("L’organisation ou le service"))
    hat = forms.CharField(
        label=gettext_lazy("La fonction"), max_length=160,
        help_text=gettext_lazy("La fonction, jamais le nom : elle reste quand la personne change."),
    )  # fmt: skip
    participation = pick(
        gettext_lazy("Pour quel territoire"), Participation.objects.none(), required=False,
        empty_label=gettext_lazy("tous ceux de la cohorte"),
    )  # fmt: skip
    subject = forms.CharField(label=gettext_lazy("À quel sujet l’appeler"), max_length=300, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Adresse du service"), required=False,
        help_text=gettext_lazy("Une boîte partagée de préférence."),
    )  # fmt: skip
    phone = forms.CharField(label=gettext_lazy("Téléphone du service"), max_length=30, required=False)

    def offer(self, cohort):
        self.fields["participation"].queryset = cohort.participations.current().select_related("territory", "cohort")
        return self


class AddContactForm(FieldsOfContact, HouseForm):
    pass


class ContactForm(FieldsOfContact, VersionedForm):
    pass


class FieldsOfDecisionDate(forms.Form):
    organisation = an_organisation(gettext_lazy("L’institution"))
    body = forms.CharField(
        label=gettext_lazy("Qui décide"), max_length=160, help_text=gettext_lazy("Par exemple : commission permanente.")
    )
    on = day(gettext_lazy("Le jour"))
    period = forms.CharField(
        label=gettext_lazy("Ou la période"), max_length=60, required=False,
        help_text=gettext_lazy("Si le jour n’est pas connu : « printemps 2027 »."),
    )  # fmt: skip
    expected = forms.CharField(label=gettext_lazy("Ce qu’on y attend"), max_length=300, required=False)
    outcome = prose(gettext_lazy("Ce qui en est sorti"), rows=3, max_length=LONGEST)


class AddDecisionDateForm(FieldsOfDecisionDate, HouseForm):
    pass


class DecisionDateForm(FieldsOfDecisionDate, VersionedForm):
    pass


class FieldsOfJointEvent(forms.Form):
    session = pick(gettext_lazy("Une séance de la cohorte"), Session.objects.none(), required=False)
    event = pick(gettext_lazy("Ou une date de l’agenda"), Event.objects.none(), required=False)
    sheet = pick(gettext_lazy("La fiche qu’il réalise"), ActionSheet.objects.none(), required=False)
    shares = prose(gettext_lazy("Qui a apporté quoi"), rows=3, max_length=LONGEST)

    def offer(self, cohort):
        self.fields["session"].queryset = cohort.sessions.in_time()
        own = Event.objects.filter(scope=cohort.scope, follows=False) | Event.objects.filter(
            openness="open", scope=None
        )
        self.fields["event"].queryset = own.order_by("-starts_at", "-pk")
        self.fields["sheet"].queryset = cohort.action_sheets.all()
        return self


class AddJointEventForm(FieldsOfJointEvent, HouseForm):
    pass


class JointEventForm(FieldsOfJointEvent, VersionedForm):
    pass


class LessonsForm(forms.Form):
    """Words of an address that people copy: in French, like the path."""

    cohorte = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Quelles cohortes"), queryset=Cohort.objects.none(), required=False, to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    # its choices are what was found
    theme = forms.CharField(label=gettext_lazy("Quel thème"), required=False, widget=forms.Select)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohorte"].queryset = Cohort.objects.visible_to(person).detailed().order_by("name", "pk")
        self.fields["theme"].widget.attrs["class"] = "input"

    def offer(self, themes):
        self.fields["theme"].widget.choices = [
            ("", gettext_lazy("tous les thèmes")),
            *((name, name) for name in themes),
        ]
