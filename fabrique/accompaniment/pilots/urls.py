from django.urls import path

from fabrique.accompaniment.pilots import views

app_name = "pilots"
PLACE = "territoires/<code:participation>"
PROJECT = f"{PLACE}/projets/<code:project>"
urlpatterns = [
    path(f"{PLACE}/projet", views.begin, name="begin"),
    path(f"{PROJECT}/modifier", views.edit_project, name="edit"),
    path(f"{PROJECT}/objectifs", views.add_objective, name="add-objective"),
    path(f"{PROJECT}/objectifs/<code:objective>", views.edit_objective, name="edit-objective"),
    path(f"{PROJECT}/objectifs/<code:objective>/retirer", views.remove_objective, name="remove-objective"),
    path(f"{PROJECT}/allies", views.choose_ally, name="choose-ally"),
    path(f"{PROJECT}/allies/<code:support>/retirer", views.remove_ally, name="remove-ally"),
]
