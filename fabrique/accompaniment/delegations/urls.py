from django.urls import path

from fabrique.accompaniment.delegations import views

app_name = "delegations"
BOARD, PLACE = "preparer/delegations", "delegations/<code:participation>"
urlpatterns = [
    path(f"{BOARD}/", views.board_page, name="board"),
    path(f"{BOARD}/sieges", views.needs, name="needs"),
    path(f"{BOARD}/sieges/categorie", views.add_category, name="add-category"),
    path(f"{PLACE}/", views.delegation, name="delegation"),
    path(f"{PLACE}/sieges", views.add_seat, name="add-seat"),
    path(f"{PLACE}/sieges/<code:seat>", views.edit_seat, name="edit-seat"),
    path(f"{PLACE}/sieges/<code:seat>/depart", views.leave_seat, name="leave-seat"),
    path(f"{PLACE}/referent", views.referent, name="referent"),
    path(f"{PLACE}/aide", views.lend_right, name="lend-right"),
    path(f"{PLACE}/aide/fin", views.end_assistance, name="end-assistance"),
    path(f"{PLACE}/presences", views.attendance, name="attendance"),
    path(f"{PLACE}/acteurs-socio-economiques", views.economic_place, name="economic-place"),
    path(f"{PLACE}/premieres-semaines", views.start, name="start"),
    path(f"{PLACE}/essentiel", views.essential, name="essential"),
    path(f"{PLACE}/essentiel/choisir", views.choose_light_mode, name="choose-light-mode"),
    path(f"{PLACE}/essentiel/tout-suivre", views.leave_light_mode, name="leave-light-mode"),
    path(f"{PLACE}/executif", views.executive, name="executive"),
    path(f"{PLACE}/etat", views.state, name="state"),
    path(f"{PLACE}/etat/<code:invitation>", views.answer_state, name="answer-state"),
    path(f"{PLACE}/expliquer", views.explain, name="explain"),
    path(f"{PLACE}/secretariat", views.secretariat, name="secretariat"),
]
