"""The page everything is compared with: one indexed query, a table of rows, four standard middlewares."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from fabrique.ground.territories.models import Territory

MIDDLEWARE = [
    "bench._bare.here",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROW = "<tr><td>{{ row }}</td><td>{{ territory.name }}</td><td>{{ territory.code }}</td><td>{{ territory.kind }}</td></tr>\n"
BYTES_A_ROW = 70


def here(get_response):
    def answer(request):
        request.urlconf = "bench._bare"
        return get_response(request)

    return answer


PAGE = None


def page(request, weight):
    """A table of about `weight` bytes."""
    global PAGE  # noqa: PLW0603  compiled once, as a file's template would be
    PAGE = PAGE or engines["django"].from_string(
        "<!doctype html><html><body><table>{% for row in rows %}" + ROW + "{% endfor %}</table></body></html>"
    )
    territory = Territory.objects.filter(code="canohes").first()
    return HttpResponse(PAGE.render({"rows": range(weight // BYTES_A_ROW), "territory": territory}))


urlpatterns = [path("<int:weight>", page)]
