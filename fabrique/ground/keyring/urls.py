from django.urls import path

from fabrique.ground.keyring import views

app_name = "keyring"
urlpatterns = [
    path("", views.home, name="home"),
    path("faire", views.make, name="make"),
    path("ouvrir", views.open_vault, name="open"),
    path("fermer", views.lock, name="lock"),
    path("phrase", views.change, name="change"),
    path("fiche", views.sheet, name="sheet"),
    path("fiche/rangee", views.keep_sheet, name="keep-sheet"),
    path("secours", views.recover, name="recover"),
]
