from django.urls import path

from fabrique.accompaniment.workspace import views

app_name = "workspace"
SPACE = "parcours/cohortes/<code:cohort>/territoires/<code:participation>/espace"
METHOD = "parcours/cohortes/<code:cohort>/territoires/<code:participation>/methodes"
urlpatterns = [
    path("parcours/cohortes/<code:cohort>/", views.cohort_page, name="cohort"),
    path("territoires/<code:territory>/", views.territory_page, name="territory"),
    path(f"{SPACE}/", views.now, name="now"),
    path(f"{SPACE}/diagnostic/", views.diagnostic, name="diagnostic"),
    path(f"{SPACE}/calendrier", views.periods, name="periods"),
    path(f"{SPACE}/calendrier/<code:period>/retirer", views.remove_period, name="remove-period"),
    path(f"{SPACE}/decisions", views.decisions, name="decisions"),
    path(f"{SPACE}/decisions.<str:format_name>", views.minutes, name="minutes"),
    path(f"{SPACE}/qui-fait-quoi", views.cards, name="cards"),
    path(f"{SPACE}/qui-fait-quoi/<code:card>", views.edit_card, name="edit-card"),
    path(f"{SPACE}/qui-fait-quoi/<code:card>/retirer", views.remove_card, name="remove-card"),
    path(f"{SPACE}/appels", views.calls, name="calls"),
    path(f"{SPACE}/appels/<code:call>", views.move_call, name="move-call"),
    path("parcours/cohortes/<code:cohort>/qui-est-qui", views.who_is_who, name="who-is-who"),
    path("parcours/cohortes/<code:cohort>/victoires", views.wall, name="wall"),
    path("parcours/cohortes/<code:cohort>/preparer/ambitions-des-territoires", views.cohort_ambitions, name="turning"),
    path("parcours/cohortes/<code:cohort>/derniere-journee.<str:format_name>", views.closing_day, name="closing-day"),
    path(f"{SPACE}/ambitions", views.positions, name="positions"),
    path(f"{SPACE}/ambitions/<str:moment>", views.position, name="position"),
    path(f"{SPACE}/victoires", views.victories, name="victories"),
    path(f"{SPACE}/victoires/<code:victory>/retirer", views.remove_victory, name="remove-victory"),
    path(f"{SPACE}/consultations", views.consultations, name="consultations"),
    path(f"{SPACE}/consultations/<code:consultation>", views.notice, name="notice"),
    path(f"{SPACE}/consultations/<code:consultation>/j-y-etais", views.follow, name="follow"),
    path(f"{SPACE}/consultations/<code:consultation>/a-prevenir", views.followers, name="followers"),
    path(f"{SPACE}/court-et-long-terme", views.board, name="board"),
    path(f"{SPACE}/revues", views.reviews, name="reviews"),
    path(f"{SPACE}/revues/<code:review>/demarches", views.foresee, name="foresee"),
    path(f"{SPACE}/revues/<code:review>/demarches/<code:procedure>", views.note_answer, name="note-answer"),
    path(f"{SPACE}/temps-reflexifs", views.pauses, name="pauses"),
    path(f"{SPACE}/temps-reflexifs/<code:pause>/retirer", views.remove_pause, name="remove-pause"),
    path(f"{SPACE}/faux-pas", views.note_misstep, name="note-misstep"),
    path(f"{SPACE}/faux-pas/<code:misstep>/partager", views.share_misstep, name="share-misstep"),
    path(f"{SPACE}/faux-pas/<code:misstep>/retirer", views.remove_misstep, name="remove-misstep"),
    path(f"{SPACE}/methodes", views.methods, name="methods"),
    path(f"{METHOD}/<code:sheet>", views.method, name="method"),
    path(f"{METHOD}/<code:sheet>/ecrire", views.edit_method, name="edit-method"),
    path(f"{METHOD}/<code:sheet>/etat", views.move_method, name="move-method"),
    path(f"{METHOD}/<code:sheet>.<str:format_name>", views.method_file, name="method-file"),
    path("temps-reflexifs/<slug:key>", views.pause_format, name="pause-format"),
]
