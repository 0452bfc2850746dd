from django.urls import path

from fabrique.roof.home.views import bench, facts, kit, machines, pages, public

app_name = "home"
urlpatterns = [
    path("", public.home, name="home"),
    path("vous-etes/<slug:style>/", public.door, name="door"),
    path("questions/", public.questions, name="questions"),
    path("questions/<slug:key>/", public.question, name="question"),
    path("carte/", facts.territory_map, name="map"),
    path("chiffres/", facts.public_figures, name="figures"),
    path("histoire/", facts.history, name="history"),
    path("etabli/", bench.bench, name="bench"),
    path("mentions-legales/", pages.legal, name="legal"),
    path("donnees-personnelles/", pages.privacy, name="privacy"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("aide/", pages.help_page, name="help"),
    path("glossaire/", pages.glossary_page, name="glossary"),
    path("kit", kit.gallery, name="kit"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path(".well-known/change-password", machines.change_password, name="change-password"),
]
