"""What several diagnostics say, side by side; which territory only for those who compare."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.convergences import actions, forms
from fabrique.accompaniment.convergences import permissions as may
from fabrique.accompaniment.convergences.enums import SHARED_FROM
from fabrique.accompaniment.convergences.matrix import matrix, with_names
from fabrique.accompaniment.convergences.models import Comparison, Topic
from fabrique.core.http import edit_page, guarded, render_page
from fabrique.core.text import fold

EDIT = ["GET", "POST"]


def crumbs_of(cohort, *more):
    return [(cohort.name, cohort.get_absolute_url()), (_("Comparaison"), reverse("convergences:compare", args=[cohort.code])), *more]  # fmt: skip


@require_safe
@guarded(may.see_themes, cohort=Cohort)
def compare(request, cohort):
    person = request.user
    found = with_names(matrix(cohort))
    topics = list(Topic.objects.visible_to(person).filter(cohort=cohort))
    known = {topic.folded for topic in topics}
    leads = may.lead_topics.allows(person, cohort)
    context = {
        "cohort": cohort, "matrix": found, "topics": topics, "leads": leads,
        "territories": may.see_territories.allows(person, cohort), "counts": may.see_counts.allows(person, cohort),
        "fresh": [line for line in found.shared if (fold(line.theme) or line.theme) not in known] if leads else [],
    }  # fmt: skip
    return render_page(request, "convergences/compare.html", context)


@require_http_methods(EDIT)
@guarded(may.lead_topics, cohort=Cohort)
def threshold(request, cohort):
    found = Comparison.objects.filter(cohort=cohort).first()
    first = {} if found else {"version": 0, "shared_from": SHARED_FROM}
    form = forms.ComparisonForm(request.POST or None, instance=found, initial=first)
    if request.method == "POST" and form.send(actions.set_threshold, cohort=cohort, by=request.user):
        messages.success(request, _("C’est noté."))
        return redirect("convergences:compare", cohort.code)
    return edit_page(request, form, title=_("Quand un thème est-il partagé ?"), verb=_("Enregistrer"), crumbs=crumbs_of(cohort),
                     back=reverse("convergences:compare", args=[cohort.code]))  # fmt: skip


@require_POST
@guarded(may.lead_topics, cohort=Cohort)
def detect(request, cohort):
    made = len(actions.detect(cohort=cohort, by=request.user))
    messages.success(request, ngettext("Un sujet est relevé.", "%(n)s sujets sont relevés.", made) % {"n": made}
                     if made else _("Aucun autre thème n’est partagé pour l’instant."))  # fmt: skip
    return redirect("convergences:compare", cohort.code)
