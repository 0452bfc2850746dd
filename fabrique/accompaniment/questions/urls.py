from django.urls import path

from fabrique.accompaniment.questions import views

app_name = "questions"
QUESTION = "mes-pairs/questions/<code:question>"
urlpatterns = [
    path("mes-pairs/questions/", views.board, name="board"),
    path("mes-pairs/questions/poser", views.ask, name="ask"),
    path("mes-pairs/accords/<code:agreement>/", views.agreement, name="agreement"),
    path(f"{QUESTION}/", views.question, name="question"),
    path(f"{QUESTION}/reprendre", views.remove_question, name="remove"),
    path(f"{QUESTION}/clore", views.close, name="close"),
    path(f"{QUESTION}/rouvrir", views.reopen, name="reopen"),
    path(f"{QUESTION}/fiche", views.prepare_sheet, name="prepare-sheet"),
    path(f"{QUESTION}/fiche/<code:sheet>/publier", views.publish, name="publish-sheet"),
    path(f"{QUESTION}/reponses/<code:answer>/aide", views.say_helped, name="say-helped"),
    path(f"{QUESTION}/reponses/<code:answer>/reprendre", views.remove_answer, name="remove-answer"),
    path("fiches-reponses/", views.sheets, name="sheets"),
    path("fiches-reponses/<code:sheet>/", views.sheet, name="sheet"),
    path("fiches-reponses/<code:sheet>/retirer", views.withdraw, name="withdraw-sheet"),
]
