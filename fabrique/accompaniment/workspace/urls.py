from django.urls import path

from fabrique.accompaniment.workspace import views

app_name = "workspace"
urlpatterns = [
    path("parcours/cohortes/<code:cohort>/", views.cohort_page, name="cohort"),
    path("territoires/<code:territory>/", views.territory_page, name="territory"),
]
