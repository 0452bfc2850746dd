from django.urls import path

from fabrique.ground.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.directory, name="directory"),
    path("export.csv", views.export, name="export"),
    path("nouvelle", views.new, name="new"),
    path("<code:organisation>/", views.organisation, name="organisation"),
    path("<code:organisation>/modifier", views.edit, name="edit"),
    path("<code:organisation>/noms", views.add_alias, name="add-alias"),
    path("<code:organisation>/noms/retirer", views.remove_alias, name="remove-alias"),
    path("<code:organisation>/membres", views.join, name="join"),
    path("<code:organisation>/membres/terminer", views.leave, name="leave"),
    path("<code:organisation>/reunir", views.merge, name="merge"),
]
