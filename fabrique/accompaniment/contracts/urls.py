from django.urls import path

from fabrique.accompaniment.contracts import views

app_name = "contracts"
CONTRACT = "contrats/<code:contract>"
urlpatterns = [
    path("contrats/", views.contracts, name="list"),
    path("contrats/nouveau", views.new, name="new"),
    path("contrats/annexes/<code:project>.<str:format_name>", views.annex, name="annex"),
    path(f"{CONTRACT}/", views.contract, name="contract"),
    path(f"{CONTRACT}/modifier", views.edit, name="edit"),
    path(f"{CONTRACT}/signature", views.sign, name="sign"),
    path(f"{CONTRACT}/fin", views.end, name="end"),
    path(f"{CONTRACT}/abandon", views.drop, name="drop"),
    path(f"{CONTRACT}/lignes", views.add_line, name="add-line"),
    path(f"{CONTRACT}/lignes/<code:line>", views.edit_line, name="edit-line"),
    path(f"{CONTRACT}/lignes/<code:line>/retirer", views.remove_line, name="remove-line"),
    path(f"{CONTRACT}/echanges", views.log, name="log"),
    path(f"{CONTRACT}/echanges/<code:exchange>/fait", views.do_next_step, name="do-next-step"),
]
