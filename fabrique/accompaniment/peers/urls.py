from django.urls import path

from fabrique.accompaniment.peers import views

app_name = "peers"
COHORT = "parcours/cohortes/<code:cohort>/groupes-de-pairs"
GROUP = f"{COHORT}/<code:group>"
urlpatterns = [
    path("mes-pairs/", views.mine, name="mine"),
    path(f"{COHORT}/", views.groups, name="groups"),
    path(f"{COHORT}/former", views.open_group, name="open"),
    path(f"{COHORT}/paroles", views.said, name="said"),
    path(f"{GROUP}/", views.group, name="group"),
    path(f"{GROUP}/modifier", views.edit_group, name="edit"),
    path(f"{GROUP}/membres", views.members, name="members"),
    path(f"{GROUP}/membres/<code:membership>/retirer", views.withdraw_invitation, name="withdraw-invitation"),
    path(f"{GROUP}/confier", views.hand_over, name="hand-over"),
    path(f"{GROUP}/animer", views.take_over, name="take-over"),
    path(f"{GROUP}/ne-pas-animer", views.decline_to_facilitate, name="decline-to-facilitate"),
    path(f"{GROUP}/entrer", views.entry, name="entry"),
    path(f"{GROUP}/decliner", views.decline, name="decline"),
    path(f"{GROUP}/autre-voie", views.another_way, name="another-way"),
    path(f"{GROUP}/etape", views.move, name="move"),
    path(f"{GROUP}/quitter", views.leave, name="leave"),
    path(f"{GROUP}/pas/<slug:step>", views.step, name="step"),
    path(f"{GROUP}/ecrits/<code:contribution>/recrire", views.edit_contribution, name="edit-contribution"),
    path(f"{GROUP}/ecrits/<code:contribution>/reprendre", views.remove_contribution, name="remove-contribution"),
    path(f"{GROUP}/synthese", views.synthesis, name="synthesis"),
    path(f"{GROUP}/synthese/<code:statement>/recrire", views.edit_statement, name="edit-statement"),
    path(f"{GROUP}/synthese/<code:statement>/oter", views.remove_statement, name="remove-statement"),
    path(f"{GROUP}/synthese/<code:statement>/avis", views.answer, name="answer"),
    path(f"{GROUP}/synthese/<code:statement>/partager", views.release, name="release"),
    path(f"{GROUP}/synthese/<code:statement>/retirer", views.take_back, name="take-back"),
    path(f"{GROUP}/fil", views.thread, name="thread"),
    path(f"{GROUP}/fil/<code:message>/effacer", views.remove_message, name="remove-message"),
]
