from django.urls import path

from fabrique.accompaniment.workspace import views

app_name = "workspace"
SPACE = "parcours/cohortes/<code:cohort>/territoires/<code:participation>/espace"
urlpatterns = [
    path("parcours/cohortes/<code:cohort>/", views.cohort_page, name="cohort"),
    path("territoires/<code:territory>/", views.territory_page, name="territory"),
    path(f"{SPACE}/", views.now, name="now"),
    path(f"{SPACE}/calendrier", views.periods, name="periods"),
    path(f"{SPACE}/calendrier/<code:period>/retirer", views.remove_period, name="remove-period"),
    path(f"{SPACE}/decisions", views.decisions, name="decisions"),
    path(f"{SPACE}/decisions.<str:format_name>", views.minutes, name="minutes"),
    path(f"{SPACE}/qui-fait-quoi", views.cards, name="cards"),
    path(f"{SPACE}/qui-fait-quoi/<code:card>", views.edit_card, name="edit-card"),
    path(f"{SPACE}/qui-fait-quoi/<code:card>/retirer", views.remove_card, name="remove-card"),
    path(f"{SPACE}/appels", views.calls, name="calls"),
    path(f"{SPACE}/appels/<code:call>", views.move_call, name="move-call"),
    path("parcours/cohortes/<code:cohort>/victoires", views.wall, name="wall"),
    path(f"{SPACE}/ambitions", views.positions, name="positions"),
    path(f"{SPACE}/ambitions/<str:moment>", views.position, name="position"),
    path(f"{SPACE}/victoires", views.victories, name="victories"),
    path(f"{SPACE}/victoires/<code:victory>/retirer", views.remove_victory, name="remove-victory"),
    path(f"{SPACE}/consultations", views.consultations, name="consultations"),
    path(f"{SPACE}/consultations/<code:consultation>", views.notice, name="notice"),
]
