from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from fabrique.core.forms import HouseForm, VersionedForm, pick, prose
from fabrique.core.forms import day as date_of
from fabrique.ground.agenda.enums import EventKind, Mode, Openness, Rank, Warmth, Weekday
from fabrique.ground.agenda.recurrence import at
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import LEADS, Role, ScopeKind
from fabrique.ground.people.models import Scope

MONTHS = [(1, _("janvier")), (2, _("février")), (3, _("mars")), (4, _("avril")), (5, _("mai")), (6, _("juin")),
          (7, _("juillet")), (8, _("août")), (9, _("septembre")), (10, _("octobre")), (11, _("novembre")),
          (12, _("décembre"))]  # fmt: skip


def clock(label, **options):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, **({"widget": widget} | options))


def circles_led_by(person) -> dict[str, Scope]:
    """Where this person may keep a date to a circle, by a key that is no row number."""
    scopes = Scope.objects.filter(kind=ScopeKind.PLATFORM)
    if person.holds(Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR):
        scopes |= Scope.objects.filter(kind=ScopeKind.COHORT)
    else:
        led = person.scopes_as(*LEADS)
        scopes |= Scope.objects.filter(pk__in=led) | Scope.objects.filter(parent__in=led)
    return {f"{scope.kind}:{scope.code}": scope for scope in scopes.order_by("kind", "label", "pk")}


class Announcement(forms.Form):
    """What a date and a regular rendezvous both say."""

    title = forms.CharField(label=_("Titre"), max_length=200)
    kind = forms.ChoiceField(label=_("Ce que c’est"), choices=EventKind, initial=EventKind.MEETING)
    summary = prose(_("Ce qu’on y fait"), rows=3)
    mode = forms.ChoiceField(label=_("Comment"), choices=Mode, initial=Mode.VIDEO)
    place = forms.CharField(label=_("Lieu"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Lien de la visio"), required=False, assume_scheme="https",
        help_text=_("Donné aux personnes inscrites ; à toutes et tous si l’on vient sans s’inscrire."),
    )  # fmt: skip
    openness = forms.ChoiceField(label=_("Pour qui"), choices=Openness, initial=Openness.OPEN)
    circle = forms.ChoiceField(label=_("Quel cercle"), required=False)
    registers = forms.BooleanField(label=_("On s’inscrit pour venir"), required=False, initial=True)
    capacity = forms.IntegerField(
        label=_("Nombre de places"), required=False, min_value=1, max_value=5000,
        help_text=_("Au-delà, une liste d’attente se forme ; une place rendue va à la première personne qui attend."),
    )  # fmt: skip

    def name_circles(self, person):
        self.circles = circles_led_by(person)
        names = [
            (key, _("les alliés") if key.startswith("platform:") else scope.label)
            for key, scope in self.circles.items()
        ]
        self.fields["circle"].choices = [("", _("toute l’alliance")), *names]

    def clean(self):
        found = super().clean() or self.cleaned_data
        return found | {"scope": self.circles.get(found.get("circle", ""))}


class Hours(forms.Form):
    day = date_of(_("Jour"), required=True)
    hour = clock(_("Début"), help_text=_("Heure de Paris."))
    end_hour = clock(_("Fin"), required=False)
    last_registration = date_of(_("Inscription jusqu’au"))

    def clean(self):
        found = super().clean() or self.cleaned_data
        if not (found.get("day") and found.get("hour")):
            return found
        end, last = found.get("end_hour"), found.get("last_registration")
        starts = at(found["day"], found["hour"])
        closes = min(at(last, END_OF_DAY), starts) if last and last <= found["day"] else last and at(last, END_OF_DAY)
        return found | {
            "starts_at": starts,
            "ends_at": at(found["day"], end) if end else None,
            "registration_until": closes or None,
        }


END_OF_DAY = time(23, 59)


class AddEventForm(Announcement, Hours, HouseForm):
    field_order = ("title", "kind", "day", "hour", "end_hour", "mode", "place", "link", "openness", "circle", "registers",
                   "capacity", "last_registration", "summary", "organiser")  # fmt: skip

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.name_circles(person)
        mine = Organisation.objects.filter(memberships__person=person).order_by("name", "pk").distinct()
        if mine:
            self.fields["organiser"] = pick(_("Organisé par"), mine, required=False)
            self.fields["organiser"].widget.attrs["class"] = "input"


class EventForm(Announcement, Hours, VersionedForm):
    field_order = AddEventForm.field_order

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.name_circles(person)


class Rhythm(forms.Form):
    rank = forms.TypedChoiceField(label=_("Chaque mois, le"), choices=Rank, coerce=int)
    weekday = forms.TypedChoiceField(
        label=_("Jour de la semaine"), choices=Weekday, coerce=int, initial=Weekday.TUESDAY
    )
    starts_at = clock(_("Début"), help_text=_("Heure de Paris."))
    ends_at = clock(_("Fin"))
    skipped_months = forms.TypedMultipleChoiceField(
        label=_("Sauf en"), choices=MONTHS, coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        initial=[7, 8],
    )  # fmt: skip
    shift_holidays = forms.BooleanField(
        label=_("Une semaine plus tard quand c’est un jour férié"), required=False, initial=True
    )
    first_day = date_of(_("À partir du"), required=True)
    last_day = date_of(_("Jusqu’au"))


class AddSeriesForm(Announcement, Rhythm, HouseForm):
    field_order = ("title", "kind", "rank", "weekday", "starts_at", "ends_at", "skipped_months", "shift_holidays", "first_day",
                   "last_day", "mode", "place", "link", "openness", "circle", "registers", "capacity", "summary")  # fmt: skip

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.name_circles(person)


class SeriesForm(Announcement, Rhythm, VersionedForm):
    field_order = AddSeriesForm.field_order

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.name_circles(person)


class InviteForm(HouseForm):
    name = forms.CharField(label=_("Votre nom"), max_length=120)
    email = forms.EmailField(
        label=_("Votre adresse électronique"), max_length=254,
        help_text=_("Nous y envoyons un lien à confirmer. Aucun compte n’est créé ; elle est effacée deux mois après."),
    )  # fmt: skip


class WalkInForm(HouseForm):
    name = forms.CharField(label=_("Nom"), max_length=120)


class PresenceForm(HouseForm):
    code = forms.CharField(
        label=_("Le code affiché dans la salle"), max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip


def warmth(label):
    return forms.TypedChoiceField(
        label=label, choices=list(reversed(Warmth.choices)), coerce=int, widget=forms.RadioSelect
    )


class AddHotAnswerForm(HouseForm):
    useful = warmth(_("Ce temps vous a-t-il été utile ?"))
    heard = warmth(_("Avez-vous pu dire ce que vous aviez à dire ?"))
    word = forms.CharField(
        label=_("Une chose à garder ou à changer"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Une phrase. N’y mettez pas de nom : elle est montrée telle quelle."),
    )  # fmt: skip
