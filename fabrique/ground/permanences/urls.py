from django.urls import path

from fabrique.ground.permanences import views

app_name = "permanences"
urlpatterns = [
    path("", views.door, name="door"),
    path("reponses", views.answers, name="answers"),
    path("a-traiter", views.board, name="board"),
    path("suivi/<str:token>", views.follow, name="follow"),
    path("messages/<code:matter>", views.matter, name="matter"),
    path("messages/<code:matter>/accord", views.consent, name="consent"),
    path("messages/<code:matter>/reprendre", views.take_back, name="take-back"),
    path("messages/<code:matter>/prendre", views.take, name="take"),
    path("messages/<code:matter>/repondre", views.answer, name="answer"),
    path("messages/<code:matter>/transmettre", views.route, name="route"),
    path("messages/<code:matter>/clore", views.close, name="close"),
    path("messages/<code:matter>/publier", views.publish, name="publish"),
    path("messages/<code:matter>/depublier", views.unpublish, name="unpublish"),
    path("dates/<code:slot>", views.slot, name="slot"),
    path("dates/<code:slot>/visite", views.count_visit, name="count"),
    path("dates/<code:slot>/compte-rendu", views.minutes, name="minutes"),
    path("rencontres", views.meetings, name="meetings"),
    path("rencontres/ouvrir", views.open_year, name="open-year"),
    path("rencontres/<code:meeting>", views.meeting, name="meeting"),
    path("rencontres/<code:meeting>/accueillir", views.host, name="host"),
    path("rencontres/<code:meeting>/hotes", views.add_host, name="add-host"),
]
