from django.urls import path

from fabrique.accompaniment.programme import views

app_name = "programme"
SESSION = "seances/<code:session>"
urlpatterns = [
    path("preparer/seances", views.sessions, name="sessions"),
    path("seances/nouvelle", views.add, name="add"),
    path(f"{SESSION}/", views.session_page, name="session"),
    path(f"{SESSION}/modifier", views.edit, name="edit"),
    path(f"{SESSION}/etat", views.move, name="move"),
    path(f"{SESSION}/mallette", views.kit, name="kit"),
    path(f"{SESSION}/documents", views.add_document, name="add-document"),
    path(f"{SESSION}/documents/<code:document>", views.download, name="download"),
    path(f"{SESSION}/documents/<code:document>/retirer", views.remove_document, name="remove-document"),
]
