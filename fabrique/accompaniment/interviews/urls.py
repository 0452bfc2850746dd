from django.urls import path

from fabrique.accompaniment.interviews import views

app_name = "interviews"
ALL = "diagnostics/<code:diagnostic>"
ONE = f"{ALL}/entretiens/<code:interview>"
urlpatterns = [
    path(f"{ALL}/entretiens/", views.home, name="home"),
    path(f"{ALL}/entretiens/commencer", views.begin, name="begin"),
    path(f"{ONE}/", views.room, name="room"),
    path(f"{ONE}/notes", views.save, name="save"),
    path(f"{ONE}/fiche", views.facts, name="facts"),
    path(f"{ONE}/importer", views.bring, name="bring"),
    path(f"{ONE}/codage", views.coding, name="coding"),
    path(f"{ONE}/second-codage", views.blind, name="blind"),
    path(f"{ONE}/effacer", views.erase, name="erase"),
    path(f"{ALL}/extraits/<code:extract>", views.edit_extract, name="extract"),
    path(f"{ALL}/extraits/<code:extract>/retirer", views.remove_extract, name="remove-extract"),
    path(f"{ALL}/recherche", views.search, name="search"),
    path(f"{ALL}/themes", views.coverage, name="coverage"),
    path(f"{ALL}/accord", views.agreement, name="agreement"),
]
