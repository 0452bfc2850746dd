from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.support import actions, forms, rules_text
from fabrique.accompaniment.support import permissions as may
from fabrique.accompaniment.support.enums import AlertState
from fabrique.accompaniment.support.models import Alert, GroundRules
from fabrique.core.http import edit_page, guarded, make_move, render_page

EDIT = ["GET", "POST"]


def crumbs(cohort):
    return [(cohort.name, cohort.get_absolute_url()), (_("Entraide"), reverse("support:home", args=[cohort.code]))]


def rules_of(cohort) -> GroundRules | None:
    return GroundRules.objects.filter(cohort=cohort).first()


@require_safe
@guarded(may.live_in_cohort, cohort=Cohort)
def rules(request, cohort):
    found = rules_of(cohort)
    context = {
        "cohort": cohort,
        "own": found is not None,
        "lines": rules_text.lines(found),
        "may_write": may.write_rules.allows(request.user, cohort),
        "may_raise": may.raise_alert.allows(request.user, cohort),
    }
    return render_page(request, "support/rules.html", context)


@require_http_methods(EDIT)
@guarded(may.write_rules, cohort=Cohort)
def write_rules(request, cohort):
    found = rules_of(cohort)
    initial = None if found else {"text": rules_text.proposed(), "version": 0}
    form = forms.GroundRulesForm(request.POST or None, instance=found, initial=initial or {})
    if request.method == "POST" and form.send(actions.write_rules, cohort=cohort, by=request.user):
        messages.success(request, _("Les règles sont à jour. Relisez-les ensemble à la prochaine séance."))
        return redirect("support:rules", cohort.code)
    back = reverse("support:rules", args=[cohort.code])
    return edit_page(request, form, title=_("Comment se parle-t-on ici ?"), verb=_("Enregistrer les règles"), back=back,
                     crumbs=crumbs(cohort))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.raise_alert, cohort=Cohort)
def raise_alert(request, cohort):
    form = forms.RaiseAlertForm(request.POST or None)
    if request.method == "POST" and form.send(actions.raise_alert, cohort=cohort, by=request.user):
        messages.success(request, _("Votre parole est confiée. Elle n’est lue que par qui vous avez choisi."))
        return redirect("support:home", cohort.code)
    return edit_page(
        request, form, title=_("Qu’est-ce qui vous a blessé ?"), verb=_("Confier cette parole"),
        back=reverse("support:rules", args=[cohort.code]), crumbs=crumbs(cohort),
        lede=_("Une agression, une humiliation, une menace : dites-le ici, elle ne sera pas discutée en public."),
    )  # fmt: skip


@require_safe
@guarded(may.read_alert, cohort=Cohort, alert=Alert)
def alert(request, cohort, alert):
    hears = may.hear_alert.allows(request.user, alert)
    context = {
        "cohort": cohort,
        "alert": alert,
        "may_follow": hears and alert.state == AlertState.RAISED,
        "may_close": hears and alert.state != AlertState.CLOSED,
    }
    return render_page(request, "support/alert.html", context)


@require_POST
@guarded(may.hear_alert, cohort=Cohort, alert=Alert)
def follow_alert(request, cohort, alert):
    if make_move(request, actions.move_alert, alert=alert, name="follow"):
        messages.success(request, _("C’est noté : vous vous en occupez."))
    return redirect("support:alert", cohort.code, alert.code)


@require_http_methods(EDIT)
@guarded(may.hear_alert, cohort=Cohort, alert=Alert)
def close_alert(request, cohort, alert):
    form = forms.CloseAlertForm(request.POST or None)
    back = reverse("support:alert", args=[cohort.code, alert.code])
    if request.method == "POST" and form.send(actions.move_alert, alert=alert, name="close", by=request.user):
        messages.success(request, _("La suite donnée est écrite."))
        return redirect(back)
    return edit_page(request, form, title=_("Quelle suite a été donnée ?"), verb=_("Clore"), back=back,
                     crumbs=crumbs(cohort))  # fmt: skip
