from django.urls import path

from fabrique.accompaniment.institutions import views

app_name = "institutions"
COHORT = "cohortes/<code:cohort>"
BOARD = f"{COHORT}/preparer/institution"
urlpatterns = [
    path("lecons-pour-les-institutions", views.lessons, name="lessons"),
    path("lecons-pour-les-institutions.<str:format_name>", views.lessons_file, name="lessons-file"),
    path(f"{COHORT}/institution", views.public, name="public"),
    path(f"{COHORT}/institution/contacts", views.contacts, name="contacts"),
    path(BOARD, views.sheets, name="sheets"),
    path(f"{BOARD}/note", views.notes, name="notes"),
    path(f"{BOARD}/note/nouvelle", views.begin, name="begin-note"),
    path(f"{BOARD}/note/<code:note>", views.edit_note, name="edit-note"),
    path(f"{BOARD}/note/<code:note>/remise", views.hand, name="hand-note"),
    path(f"{BOARD}/note/<code:note>/reponse", views.answer, name="answer-note"),
    path(f"{BOARD}/carnet", views.relations, name="relations"),
    path(f"{BOARD}/carnet/contact", views.add_contact, name="add-contact"),
    path(f"{BOARD}/carnet/contact/<code:contact>", views.edit_contact, name="edit-contact"),
    path(f"{BOARD}/carnet/contact/<code:contact>/disparu", views.end_contact, name="end-contact"),
    path(f"{BOARD}/carnet/decision", views.add_decision_date, name="add-decision-date"),
    path(f"{BOARD}/carnet/decision/<code:decision_date>", views.edit_decision_date, name="edit-decision-date"),
    path(
        f"{BOARD}/carnet/decision/<code:decision_date>/retirer", views.remove_decision_date, name="remove-decision-date"
    ),
    path(f"{BOARD}/carnet/moment", views.add_joint_event, name="add-joint-event"),
    path(f"{BOARD}/carnet/moment/<code:joint_event>", views.edit_joint_event, name="edit-joint-event"),
    path(f"{BOARD}/carnet/moment/<code:joint_event>/retirer", views.remove_joint_event, name="remove-joint-event"),
    path(f"{BOARD}/fiche/<code:sheet>", views.move, name="move"),
    path(f"{BOARD}/fiche/<code:sheet>/relais", views.hand_over, name="hand-over"),
    path(f"{BOARD}/fiche/<code:sheet>/suivi", views.entrust, name="entrust"),
]
