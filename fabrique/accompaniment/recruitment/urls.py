from django.urls import path

from fabrique.accompaniment.recruitment import views

app_name = "recruitment"
BOARD, FILE = "preparer/recrutement", "candidatures/<code:candidacy>"
urlpatterns = [
    path(f"{BOARD}/", views.board_page, name="board"),
    path(f"{BOARD}/piste", views.open_candidacy, name="open"),
    path(f"{BOARD}/diversite", views.mix_page, name="mix"),
    path(f"{BOARD}/rencontres", views.events, name="events"),
    path(f"{BOARD}/rencontres/<code:event>", views.edit_event, name="edit-event"),
    path(f"{BOARD}/rencontres/<code:event>/retirer", views.remove_event, name="remove-event"),
    path(f"{BOARD}/conditions", views.conditions, name="conditions"),
    path(f"{BOARD}/conditions/reprendre", views.take_over, name="take-over"),
    path(f"{BOARD}/conditions/texte", views.terms, name="terms"),
    path(f"{BOARD}/conditions/<code:prerequisite>", views.edit_prerequisite, name="edit-prerequisite"),
    path(f"{BOARD}/conditions/<code:prerequisite>/retirer", views.remove_prerequisite, name="remove-prerequisite"),
    path("proposer-un-territoire", views.propose, name="propose"),
    path(f"{FILE}/", views.candidacy_page, name="candidacy"),
    path(f"{FILE}/ecrire", views.write, name="write"),
    path(f"{FILE}/suite", views.move, name="move"),
    path(f"{FILE}/conditions/<code:prerequisite>", views.set_condition, name="set-condition"),
    path(f"{FILE}/engagement", views.sign, name="sign"),
    path(f"{FILE}/engagement/papier", views.record, name="record"),
    path(f"{FILE}/engagement/fin", views.end, name="end"),
    path(f"{FILE}/fiche", views.sheet, name="sheet"),
    path(f"{FILE}/fiche/accord", views.agree, name="agree"),
]
