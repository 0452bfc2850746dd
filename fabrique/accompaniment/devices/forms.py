from django import forms
from django.utils.translation import gettext_lazy

from fabrique.core.forms import VersionedForm, prose

ONE_A_LINE = gettext_lazy("Un par ligne.")


class DeviceForm(VersionedForm):
    name = forms.CharField(label=gettext_lazy("Nom"), max_length=160)
    purpose = prose(gettext_lazy("À quoi il sert"), rows=3)
    public = prose(gettext_lazy("Pour qui"), rows=2)
    duration = forms.CharField(label=gettext_lazy("Combien de temps"), max_length=200, required=False)
    cost_share = forms.CharField(label=gettext_lazy("Qui paie quoi"), max_length=300, required=False)
    does = prose(gettext_lazy("Ce qu’il fait"), help_text=ONE_A_LINE)
    does_not = prose(gettext_lazy("Ce qu’il ne fait pas"), help_text=ONE_A_LINE)
    current = forms.BooleanField(label=gettext_lazy("Proposé aujourd’hui"), required=False)
