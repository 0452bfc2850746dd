from django.urls import path

from fabrique.accompaniment.workshops.views import board, console, opinion, phone, toolbox, wall

app_name = "workshops"
COHORT = "parcours/cohortes/<code:cohort>/ateliers"
ONE = f"{COHORT}/<code:workshop>"
STEP = f"{ONE}/pas/<code:step>"
CARD = f"{ONE}/cartes/<code:card>"
ROOM = "atelier/<slug:door>"
BOX = "boite-a-outils/ateliers"
FORMAT = f"{BOX}/formats/<code:script>"
urlpatterns = [
    # the room, from a phone
    path("atelier/", phone.door, name="door"),
    path(f"{ROOM}/", phone.room, name="room"),
    path(f"{ROOM}/flux", phone.stream, name="room-stream"),
    path(f"{ROOM}/pas/<slug:step>/ecrire", phone.write, name="write"),
    path(f"{ROOM}/pas/<slug:step>/cartes/<slug:card>/avis", phone.vote, name="vote"),
    path(f"{ROOM}/pas/<slug:step>/cartes/<slug:card>/points", phone.dots, name="dots"),
    path(f"{ROOM}/pas/<slug:step>/opinions", opinion.opinion_there, name="opinion-there"),
    path(f"{ROOM}/cartes/<slug:card>/reprendre", phone.take_back, name="take-back"),
    # prepared and changed
    path("mes-ateliers/", board.mine, name="mine"),
    path(f"{COHORT}/", board.workshops, name="workshops"),
    path(f"{COHORT}/preparer", board.prepare, name="prepare"),
    path(f"{ONE}/preparation", board.script, name="script"),
    path(f"{ONE}/modifier", board.edit_workshop, name="edit"),
    path(f"{ONE}/etat", board.move, name="move"),
    path(f"{ONE}/pas/ajouter", board.add_step, name="add-step"),
    path(f"{STEP}/modifier", board.edit_step, name="edit-step"),
    path(f"{STEP}/deplacer", board.shift_step, name="shift-step"),
    path(f"{STEP}/oter", board.remove_step, name="remove-step"),
    path(f"{STEP}/carte", board.add_statement, name="add-statement"),
    path(f"{CARD}/oter", board.remove_statement, name="remove-statement"),
    path(f"{ONE}/format", board.save_as_format, name="save-as-format"),
    path(f"{ONE}/garder", board.keep, name="keep"),
    # led
    path(f"{ONE}/console", console.console, name="console"),
    path(f"{ONE}/projection", console.projection, name="projection"),
    path(f"{ONE}/flux", console.stream, name="stream"),
    path(f"{ONE}/reprendre", console.take_over, name="take-over"),
    path(f"{ONE}/aller/<slug:step>", console.go_to, name="go-to"),
    path(f"{ONE}/minuteur/<slug:step>", console.timer, name="timer"),
    path(f"{ONE}/resultat/<slug:step>", console.show_results, name="show-results"),
    path(f"{CARD}/de-cote", console.put_aside, name="put-aside"),
    path(f"{CARD}/remettre", console.put_back, name="put-back"),
    path(f"{CARD}/groupe", console.put_in_cluster, name="put-in-cluster"),
    path(f"{ONE}/regrouper/<slug:step>", console.make_cluster, name="make-cluster"),
    path(f"{ONE}/groupes/<code:cluster>", console.name_cluster, name="name-cluster"),
    path(f"{ONE}/groupes/<code:cluster>/defaire", console.remove_cluster, name="remove-cluster"),
    path(f"{ONE}/decisions/ecrire", console.add_decision, name="add-decision"),
    path(f"{ONE}/decisions/<code:decision>", console.edit_decision, name="edit-decision"),
    path(f"{ONE}/decisions/<code:decision>/oter", console.remove_decision, name="remove-decision"),
    # read again, taken away
    path(f"{ONE}/", wall.workshop, name="workshop"),
    path(f"{ONE}/tableau.csv", wall.table, name="table"),
    path(f"{ONE}/mur/<slug:step>.svg", wall.picture, name="picture"),
    path(f"{ONE}/document/<slug:format_name>", wall.paper_file, name="paper"),
    path("carte-des-opinions", opinion.method, name="opinion-method"),
    path(f"{STEP}/opinions", opinion.opinion, name="opinion"),
    # the toolbox
    path(f"{BOX}/", toolbox.toolbox, name="toolbox"),
    path(f"{BOX}/maison/<slug:key>/", toolbox.house_format, name="house-format"),
    path(f"{BOX}/maison/<slug:key>/copier", toolbox.copy_house_format, name="copy-house-format"),
    path(f"{FORMAT}/", toolbox.one_format, name="format"),
    path(f"{FORMAT}/copier", toolbox.copy_format, name="copy-format"),
    path(f"{FORMAT}/modifier", toolbox.edit_format, name="edit-format"),
    path(f"{FORMAT}/etat", toolbox.move_format, name="move-format"),
    path(f"{FORMAT}/oter", toolbox.remove_format, name="remove-format"),
    path(f"{FORMAT}/pas/ajouter", toolbox.add_format_step, name="add-format-step"),
    path(f"{FORMAT}/pas/<code:step>/modifier", toolbox.edit_format_step, name="edit-format-step"),
    path(f"{FORMAT}/pas/<code:step>/deplacer", toolbox.shift_format_step, name="shift-format-step"),
    path(f"{FORMAT}/pas/<code:step>/oter", toolbox.remove_format_step, name="remove-format-step"),
]
