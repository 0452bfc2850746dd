from django.urls import path

from fabrique.roof.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report, name="report"),
    path("<slug:format_name>", views.download, name="download"),
]
