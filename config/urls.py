from django.urls import include, path, register_converter

from fabrique.core import health, preferences
from fabrique.core.converters import CodeConverter
from fabrique.ground.people.views import entrance

register_converter(CodeConverter, "code")

urlpatterns = [
    path("", include("fabrique.roof.home.urls")),
    path("sante", health.health, name="health"),
    path("preferences", preferences.keep, name="preferences"),
    path("", include("fabrique.ground.people.urls")),
    path("", include("fabrique.ground.messages.urls")),
    path("moi/coffre/", include("fabrique.ground.keyring.urls")),
    path("compte/login/", entrance.sign_in, name="account_login"),
    path("compte/", include("allauth.urls")),
    path("parcours/", include("fabrique.roof.reports.urls")),
    path("parcours/", include("fabrique.accompaniment.cohorts.urls")),
    path("parcours/dispositifs/", include("fabrique.accompaniment.devices.urls")),
    path("parcours/", include("fabrique.accompaniment.improvements.urls")),
    path("parcours/cohortes/<code:cohort>/", include("fabrique.accompaniment.recruitment.urls")),
    path("parcours/cohortes/<code:cohort>/", include("fabrique.accompaniment.delegations.urls")),
    path("parcours/cohortes/<code:cohort>/", include("fabrique.accompaniment.programme.urls")),
    path("parcours/cohortes/<code:cohort>/", include("fabrique.accompaniment.pilots.urls")),
    path("parcours/", include("fabrique.accompaniment.evaluation.urls")),
    path("parcours/", include("fabrique.accompaniment.institutions.urls")),
    path("parcours/cohortes/<code:cohort>/", include("fabrique.accompaniment.contracts.urls")),
    path("parcours/", include("fabrique.accompaniment.engineering.urls")),
    path("parcours/cohortes/<code:cohort>/", include("fabrique.accompaniment.support.urls")),
    path("", include("fabrique.accompaniment.pairs.urls")),
    path("", include("fabrique.accompaniment.workspace.urls")),
    path("parcours/cohortes/<code:cohort>/", include("fabrique.accompaniment.convergences.urls")),
    path("", include("fabrique.accompaniment.agora.urls")),
    path("parcours/supervision/", include("fabrique.accompaniment.supervision.urls")),
    path("", include("fabrique.accompaniment.peers.urls")),
    path("", include("fabrique.accompaniment.questions.urls")),
    path("", include("fabrique.accompaniment.workshops.urls")),
    path("", include("fabrique.accompaniment.companionship.urls")),
    path("", include("fabrique.accompaniment.diagnostics.urls")),
    path("parcours/", include("fabrique.accompaniment.restitution.urls")),
    path("parcours/", include("fabrique.accompaniment.interviews.urls")),
    path("", include("fabrique.accompaniment.circles.urls")),
    path("parcours/", include("fabrique.accompaniment.missions.urls")),
    path("", include("fabrique.accompaniment.narratives.urls")),
    path("territoires/", include("fabrique.ground.territories.urls")),
    path("organisations/", include("fabrique.ground.organisations.urls")),
    path("agenda/", include("fabrique.ground.agenda.urls")),
    path("permanences/", include("fabrique.ground.permanences.urls")),
    path("referentiels/", include("fabrique.ground.referentials.urls")),
]
handler400 = "fabrique.core.errors.bad_request"
handler403 = "fabrique.core.errors.refused"
handler429 = "fabrique.core.errors.too_many"
handler404 = "fabrique.core.errors.not_found"
handler500 = "fabrique.core.errors.server_error"
