from django.urls import path

from fabrique.accompaniment.convergences import views

app_name = "convergences"
ROOM = "territoires/<code:participation>/espace/sujets"
urlpatterns = [
    path("convergences/", views.page, name="page"),
    path("convergences/textes", views.wordings, name="wordings"),
    path("convergences/textes/reprendre", views.take_up, name="take-up"),
    path("convergences/textes/<code:wording>", views.edit_wording, name="edit-wording"),
    path("convergences/textes/<code:wording>/ordre", views.order_wording, name="order-wording"),
    path("convergences/textes/<code:wording>/publier", views.publish_wording, name="publish-wording"),
    path("convergences/textes/<code:wording>/supprimer", views.remove_wording, name="remove-wording"),
    path("comparaison", views.compare, name="compare"),
    path("comparaison/partage", views.threshold, name="threshold"),
    path("comparaison/relever", views.detect, name="detect"),
    path("sujets/<code:topic>/", views.topic, name="topic"),
    path("sujets/<code:topic>/modifier", views.edit_topic, name="edit-topic"),
    path("sujets/<code:topic>/etape", views.move_topic, name="move-topic"),
    path("sujets/<code:topic>/journee", views.plan, name="plan"),
    path("sujets/<code:topic>/laisser", views.drop, name="drop"),
    path("sujets/<code:topic>/clore", views.close, name="close"),
    path(ROOM, views.room, name="room"),
    path(f"{ROOM}/nom", views.name, name="name"),
    path(f"{ROOM}/<code:topic>/avis", views.vote, name="vote"),
]
