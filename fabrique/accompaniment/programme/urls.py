from django.urls import path

from fabrique.accompaniment.programme.views import delegations, kits, minutes, preparation, sessions

app_name = "programme"
SESSION = "seances/<code:session>"
PREPARE = f"{SESSION}/preparer"
PLACE = f"{SESSION}/delegations/<code:participation>"
urlpatterns = [
    path("preparer/seances", sessions.sessions, name="sessions"),
    path("seances/nouvelle", sessions.add, name="add"),
    path(f"{SESSION}/", sessions.session_page, name="session"),
    path(f"{SESSION}/modifier", sessions.edit, name="edit"),
    path(f"{SESSION}/etat", sessions.move, name="move"),
    path(PREPARE, preparation.preparation, name="preparation"),
    path(f"{PREPARE}/sequences", preparation.add_sequence, name="add-sequence"),
    path(f"{PREPARE}/sequences/<code:sequence>/avant", preparation.raise_sequence, name="raise-sequence"),
    path(f"{PREPARE}/sequences/<code:sequence>/retirer", preparation.remove_sequence, name="remove-sequence"),
    path(f"{PREPARE}/questions/<code:question>", preparation.answer, name="answer"),
    path(f"{PLACE}/", delegations.place, name="place"),
    path(f"{PLACE}/questions", delegations.ask, name="ask"),
    path(f"{PLACE}/presence", delegations.mark, name="mark"),
    path(f"{PLACE}/ateliers/<str:kind>", delegations.output, name="output"),
    path(f"{SESSION}/compte-rendu", minutes.minutes, name="minutes"),
    path(f"{SESSION}/compte-rendu/ecrire", minutes.write_minutes, name="write-minutes"),
    path(f"{SESSION}/compte-rendu/relecture", minutes.propose_minutes, name="propose-minutes"),
    path(f"{SESSION}/compte-rendu/publier", minutes.publish_minutes, name="publish-minutes"),
    path(f"{SESSION}/compte-rendu/<code:minutes>/demande", minutes.remark, name="remark"),
    path(f"{SESSION}/compte-rendu/demandes/<code:remark>", minutes.settle, name="settle-remark"),
    path(f"{SESSION}/mallette", kits.kit, name="kit"),
    path(f"{SESSION}/mallette/lecture", kits.read, name="read-kit"),
    path(f"{SESSION}/documents", kits.add_document, name="add-document"),
    path(f"{SESSION}/documents/<code:document>", kits.download, name="download"),
    path(f"{SESSION}/documents/<code:document>/retirer", kits.remove_document, name="remove-document"),
]
