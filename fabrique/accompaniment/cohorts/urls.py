from django.urls import path

from fabrique.accompaniment.cohorts import views

app_name = "cohorts"
BOARD = "cohortes/<code:cohort>/preparer"
urlpatterns = [
    path("", views.cohort_list, name="list"),
    path("cohortes/nouvelle", views.open_cohort, name="open"),
    path(f"{BOARD}/", views.essential, name="prepare"),
    path(f"{BOARD}/etat", views.move, name="move"),
    path(f"{BOARD}/partenaires", views.partners, name="partners"),
    path(f"{BOARD}/partenaires/<code:partner>", views.edit_partner, name="edit-partner"),
    path(f"{BOARD}/partenaires/<code:partner>/retirer", views.remove_partner, name="remove-partner"),
    path(f"{BOARD}/temps", views.phases, name="phases"),
    path(f"{BOARD}/temps/<code:phase>", views.edit_phase, name="edit-phase"),
    path(f"{BOARD}/temps/<code:phase>/deplacer", views.shift_phase, name="shift-phase"),
    path(f"{BOARD}/temps/<code:phase>/retirer", views.remove_phase, name="remove-phase"),
    path(f"{BOARD}/territoires", views.territories, name="territories"),
    path(f"{BOARD}/territoires/<code:participation>/depart", views.leave, name="leave"),
    path(f"{BOARD}/infolettres", views.newsletters, name="newsletters"),
    path(f"{BOARD}/leviers", views.levers, name="levers"),
    path(f"{BOARD}/leviers/<code:lever>", views.answer_lever, name="answer-lever"),
    path(f"{BOARD}/charge", views.loads, name="loads"),
    path(f"{BOARD}/charge/<code:load>/retirer", views.remove_load, name="remove-load"),
    path(f"{BOARD}/ambition", views.ambition, name="ambition"),
    path(f"{BOARD}/ambition/<code:ambition>", views.edit_ambition, name="edit-ambition"),
    path(f"{BOARD}/ambition/<code:ambition>/retirer", views.remove_ambition, name="remove-ambition"),
]
