from django.urls import path

from fabrique.accompaniment.devices import views

app_name = "devices"
urlpatterns = [
    path("<code:device>/", views.device_page, name="device"),
    path("<code:device>/modifier", views.edit, name="edit"),
]
