from django.urls import path

from fabrique.accompaniment.engineering import views

app_name = "engineering"
urlpatterns = [
    path("appuis/", views.directory, name="directory"),
    path("appuis/nouveau", views.new, name="new"),
    path("appuis/demandes/", views.hand_overs, name="hand-overs"),
    path("appuis/demandes/<code:hand_over>/", views.hand_over, name="hand-over"),
    path("appuis/demandes/<code:hand_over>/etat", views.move, name="move"),
    path("appuis/demandes/<code:hand_over>/reponse/<str:name>", views.answer, name="answer"),
    path("appuis/<code:support>/", views.support, name="support"),
    path("appuis/<code:support>/modifier", views.edit, name="edit"),
    path("appuis/<code:support>/fermer", views.close, name="close"),
    path("appuis/<code:support>/demander", views.propose, name="propose"),
]
