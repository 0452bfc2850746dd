from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.evaluation.models import Limit
from fabrique.accompaniment.improvements import actions, forms
from fabrique.accompaniment.improvements import permissions as may
from fabrique.accompaniment.improvements.models import Improvement, points_said, themes_said
from fabrique.core.http import edit_page, guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.core.versions import Conflict

EDIT = ["GET", "POST"]


@require_safe
@guarded(anyone)
def changed(request):
    told = Prefetch("limits", Limit.objects.visible_to(request.user).published().in_reading_order(), to_attr="told")
    rows = Improvement.objects.visible_to(request.user).shown().select_related("cohort", "applied_in", "point")
    rows = rows.prefetch_related(told).order_by("cohort__name", "title", "pk")
    return render_page(request, "improvements/changed.html", {"rows": rows})


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def decided(request, cohort):
    """What was said, theme by theme, and what was decided; `?theme=`, `?limit=` or `?point=` opens the form."""
    theme, point, asked = (request.GET.get(name, "") for name in ("theme", "point", "limit"))
    said, points = Limit.objects.filter(participation__cohort=cohort), points_said(cohort)
    wanted = said.filter(code=asked).values("theme") if asked and not theme else None
    limits = said.filter(theme__in=wanted) if wanted is not None else said.filter(theme__code=theme)
    chosen = {"point": points.filter(code=point).first() if point else None, "limits": limits.exists()}
    form = forms.DecideForm(
        request.POST or None, limits=limits.in_reading_order(), initial={"limits": [asked]} if asked else None
    )
    open_form = chosen["point"] or chosen["limits"]
    if (
        request.method == "POST"
        and open_form
        and form.send(actions.decide, cohort=cohort, point=chosen["point"], by=request.user)
    ):
        messages.success(request, _("L’amélioration est décidée. Dites où elle est appliquée, le moment venu."))
        return redirect("improvements:decided", cohort.code)
    rows = cohort.improvements.select_related("point", "applied_in").prefetch_related("limits").order_by("title", "pk")
    context = chosen | {
        "form": form if open_form else None,
        "rows": rows,
        "themes": themes_said(cohort),
        "points": points,
    }
    return render_page(request, "improvements/decided.html", board.page(request, cohort, "improvements", **context))


def settle(request, cohort, improvement, form, action, *, back: str, title: str, verb: str, done: str):
    try:
        moved = request.method == "POST" and form.send(action, improvement=improvement, by=request.user)
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de changer ceci. Voici où cela en est."))
        return redirect(back)
    if moved:
        messages.success(request, done)
        return redirect(back)
    crumbs = [(cohort.name, cohort.get_absolute_url()), (_("Améliorations"), back)]
    return edit_page(request, form, title=title, verb=verb, lede=improvement.title, back=back, crumbs=crumbs)


@require_http_methods(EDIT)
@guarded(may.follow_improvement, cohort=Cohort, improvement=Improvement)
def apply(request, cohort, improvement):
    form = forms.ApplyForm(request.POST or None, person=request.user)
    return settle(request, cohort, improvement, form, actions.apply, back=reverse("improvements:decided", args=[cohort.code]),
                  title=_("Où cela a-t-il changé ?"), verb=_("Dire que c’est appliqué"),
                  done=_("C’est appliqué, et public si la limite l’est."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.follow_improvement, cohort=Cohort, improvement=Improvement)
def drop(request, cohort, improvement):
    return settle(request, cohort, improvement, forms.DropForm(request.POST or None), actions.drop,
                  back=reverse("improvements:decided", args=[cohort.code]), title=_("Pourquoi y renoncer ?"),
                  verb=_("Abandonner"), done=_("L’amélioration est abandonnée, avec sa raison."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.check_improvement, cohort=Cohort, improvement=Improvement)
def check(request, cohort, improvement):
    return settle(request, cohort, improvement, forms.CheckForm(request.POST or None), actions.check,
                  back=reverse("improvements:changed"), title=_("Cela a-t-il vraiment changé ?"), verb=_("Vérifier"),
                  done=_("C’est vérifié, et public si la limite l’est."))  # fmt: skip
