"""Pages of the footer: who publishes, what is kept, what is accessible, what the words mean."""

from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fabrique.core import glossary, instance
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.core.text import fold
from fabrique.core.version import VERSION
from fabrique.roof.home.content import spoken


@require_safe
@guarded(anyone)
def legal(request):
    return render_page(request, "home/legal.html", {"instance": instance.values(), "version": VERSION})


@require_safe
@guarded(anyone)
def privacy(request):
    return render_page(request, "home/privacy.html", {"instance": instance.values(), "page": spoken("privacy")})


@require_safe
@guarded(anyone)
def accessibility(request):
    context = {"instance": instance.values(), "page": spoken("accessibility")}
    return render_page(request, "home/accessibility.html", context)


@require_safe
@guarded(anyone)
def help_page(request):
    return render_page(request, "home/help.html", {"instance": instance.values(), "page": spoken("help")})


@require_safe
@guarded(anyone)
def glossary_page(request):
    """Words are compared without case nor accents, in both languages: one may only know the other's word."""
    wanted = fold(request.GET.get("q", ""))
    entries = [
        entry
        for entry in glossary.entries().values()
        if wanted in fold(f"{entry.term_fr} {entry.term_en} {entry.gloss_fr} {entry.gloss_en}")
    ]
    entries.sort(key=lambda entry: fold(entry.term))
    letters: dict[str, list] = {}
    for entry in entries:
        letters.setdefault(fold(entry.term)[:1].upper(), []).append(entry)
    context = {
        "asked": request.GET.get("q", "").strip(),
        "letters": letters,
        "count": len(entries),
        "other_language": "en" if get_language() == "fr" else "fr",
    }
    return render_page(request, "home/glossary.html", context, partials=["words"])
