from django.urls import path

from fabrique.accompaniment.circles import views

app_name = "circles"
COHORT = "parcours/cohortes/<code:cohort>"
SPACE = f"{COHORT}/territoires/<code:participation>/espace"
CIRCLE = f"{SPACE}/cercles/<code:circle>"
DRAW = f"{SPACE}/tirages/<code:draw>"
urlpatterns = [
    path(f"{SPACE}/cercles/", views.home, name="home"),
    path(f"{SPACE}/cercles/prets", views.readiness, name="readiness"),
    path(f"{CIRCLE}/", views.circle, name="circle"),
    path(f"{CIRCLE}/modifier", views.edit_circle, name="edit-circle"),
    path(f"{CIRCLE}/ouvrir", views.open_item, name="open-item"),
    path(f"{CIRCLE}/ouvert/<code:item>/refermer", views.close_item, name="close-item"),
    path(f"{CIRCLE}/inviter", views.invite, name="invite"),
    path(f"{CIRCLE}/invites/<code:guest>/retirer", views.withdraw, name="withdraw"),
    path("invitation/cercle/<str:token>", views.guest, name="shared"),
    path(f"{SPACE}/tirages/", views.draws, name="draws"),
    path(f"{DRAW}/", views.draw, name="draw"),
    path(f"{DRAW}/modifier", views.edit_draw, name="edit-draw"),
    path(f"{DRAW}/quotas", views.bands, name="bands"),
    path(f"{DRAW}/liste", views.candidates, name="candidates"),
    path(f"{DRAW}/liste/<code:candidate>/retirer", views.remove_candidate, name="remove-candidate"),
    path(f"{DRAW}/liste/<code:candidate>/remplacer", views.replace, name="replace"),
    path(f"{DRAW}/geler", views.freeze, name="freeze"),
    path(f"{DRAW}/graine", views.seed, name="seed"),
    path(f"{DRAW}/abandonner", views.abandon, name="abandon"),
    path(f"{DRAW}/etat", views.move_draw, name="move-draw"),
    path(f"{DRAW}/liste-gelee.txt", views.sheet, name="sheet"),
    path(f"{DRAW}/proces-verbal.<str:format_name>", views.minutes, name="minutes"),
    path("tirage-au-sort", views.method, name="method"),
    path(f"{SPACE}/diversite", views.diversity, name="diversity"),
    path(f"{COHORT}/diversite", views.diversity_of_cohort, name="cohort-diversity"),
]
