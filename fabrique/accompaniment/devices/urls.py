from django.urls import path

from fabrique.accompaniment.devices import views

app_name = "devices"
urlpatterns = [
    path("accompagnements/", views.accompaniments, name="accompaniments"),
    path("accompagnements/ouvrir", views.open_one, name="open"),
    path("accompagnements/declarer", views.declare, name="declare"),
    path("accompagnements/<code:accompaniment>/", views.accompaniment, name="accompaniment"),
    path("accompagnements/<code:accompaniment>/modifier", views.edit_one, name="edit-accompaniment"),
    path("accompagnements/<code:accompaniment>/etat", views.move, name="move"),
    path("accompagnements/<code:accompaniment>/arreter", views.stop, name="stop"),
    path("accompagnements/<code:accompaniment>/confirmer", views.confirm, name="confirm"),
    path("accompagnements/<code:accompaniment>/retirer", views.withdraw, name="withdraw"),
    path("<code:device>/", views.device_page, name="device"),
    path("<code:device>/modifier", views.edit, name="edit"),
]
