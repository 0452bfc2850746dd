from django.urls import path

from fabrique.accompaniment.institutions import views

app_name = "institutions"
urlpatterns = [
    path("preparer/institution", views.sheets, name="sheets"),
    path("preparer/institution/<code:sheet>", views.move, name="move"),
]
