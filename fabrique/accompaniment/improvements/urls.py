from django.urls import path

from fabrique.accompaniment.improvements import views

app_name = "improvements"
COHORT = "cohortes/<code:cohort>/preparer/ameliorations"
urlpatterns = [
    path("ameliorations/", views.changed, name="changed"),
    path(COHORT, views.decided, name="decided"),
    path(f"{COHORT}/<code:improvement>/appliquer", views.apply, name="apply"),
    path(f"{COHORT}/<code:improvement>/abandonner", views.drop, name="drop"),
    path(f"{COHORT}/<code:improvement>/verifier", views.check, name="check"),
]
