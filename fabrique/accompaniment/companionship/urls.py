from django.urls import path

from fabrique.accompaniment.companionship import views

app_name = "companionship"
PLACE = "parcours/compagnonnage"
BOARD = "parcours/cohortes/<code:cohort>/compagnonnage"
KIT = "parcours/cohortes/<code:cohort>/territoires/<code:participation>/passation"
TRIP = f"{PLACE}/voyages/<code:trip>"
ONE = f"{PLACE}/territoires/<code:companionship>"
urlpatterns = [
    path(f"{PLACE}/", views.showcase, name="showcase"),
    path(f"{PLACE}/mallettes", views.kits, name="kits"),
    path(f"{PLACE}/tous", views.everywhere, name="everywhere"),
    path(f"{ONE}/", views.companion, name="companion"),
    path(f"{ONE}/modifier", views.edit, name="edit"),
    path(f"{ONE}/etat", views.move, name="move"),
    path(f"{ONE}/vitrine", views.show, name="show"),
    path(f"{ONE}/pause", views.step_back, {"name": "rest"}, name="rest"),
    path(f"{ONE}/depart", views.step_back, {"name": "leave"}, name="leave"),
    path(f"{ONE}/points/<code:point>", views.point, name="point"),
    path(f"{ONE}/points/<code:point>/etat", views.move_point, name="move-point"),
    path(f"{ONE}/temoignages/nouveau", views.ask_witness, name="ask-witness"),
    path(f"{ONE}/temoignages/<code:request_of>", views.witness, name="witness"),
    path(f"{PLACE}/liens/<code:pair>/", views.pair, name="pair"),
    path(f"{PLACE}/liens/<code:pair>/reponse", views.answer_pair, name="answer-pair"),
    path(f"{PLACE}/liens/<code:pair>/fin", views.end_pair, name="end-pair"),
    path(f"{TRIP}/", views.trip, name="trip"),
    path(f"{TRIP}/modifier", views.edit_trip, name="edit-trip"),
    path(f"{TRIP}/ouvrir", views.open_trip, name="open-trip"),
    path(f"{TRIP}/etat", views.move_trip, name="move-trip"),
    path(f"{TRIP}/annuler", views.cancel_trip, name="cancel-trip"),
    path(f"{TRIP}/venir/<code:participation>", views.join_trip, name="join-trip"),
    path(f"{TRIP}/inscriptions/<code:visit>/retirer", views.end_visit, name="end-visit"),
    path(f"{TRIP}/parts", views.add_share, name="add-share"),
    path(f"{TRIP}/parts/<code:share>/retirer", views.remove_share, name="remove-share"),
    path(f"{TRIP}/note", views.tell_trip, name="tell-trip"),
    path(f"{TRIP}/vitrine", views.show_trip, name="show-trip"),
    path(f"{BOARD}/", views.cohort, name="cohort"),
    path(f"{BOARD}/inviter/<code:participation>", views.invite, name="invite"),
    path(f"{BOARD}/liens/nouveau", views.propose_pair, name="propose-pair"),
    path(f"{BOARD}/rebond", views.set_rebound, name="set-rebound"),
    path(f"{BOARD}/mallettes/ouvrir", views.open_shelf, name="open-shelf"),
    path(f"{BOARD}/mallettes/refermer", views.close_shelf, name="close-shelf"),
    path("parcours/cohortes/<code:cohort>/territoires/<code:participation>/voyages/nouveau", views.propose_trip, name="propose-trip"),
    path(f"{KIT}/", views.handover, name="handover"),
    path(f"{KIT}.<str:format_name>", views.handover_file, name="handover-file"),
]  # fmt: skip
