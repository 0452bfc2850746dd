from django.urls import path

from fabrique.ground.territories import views

# the page of a territory, `<code>/`, is drawn by an area above
app_name = "territories"
urlpatterns = [
    path("", views.territory_list, name="list"),
    path("export.csv", views.export, name="export"),
    path("nouveau", views.new, name="new"),
    path("lieux", views.places, name="places"),
    path("<code:territory>/modifier", views.edit, name="edit"),
    path("<code:territory>/faits", views.state_fact, name="state-fact"),
    path("<code:territory>/liens", views.link, name="link"),
    path("<code:territory>/liens/retirer", views.unlink, name="unlink"),
    path("<code:territory>/publier", views.publish, name="publish"),
    path("<code:territory>/depublier", views.unpublish, name="unpublish"),
]
