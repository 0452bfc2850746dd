from django.urls import path

from fabrique.accompaniment.pilots import views
from fabrique.accompaniment.pilots.enums import SAID, WITHOUT_WORDS

app_name = "pilots"
PLACE = "territoires/<code:participation>"
PROJECT = f"{PLACE}/projets/<code:project>"
NOTE = f"{PROJECT}/notes/<code:note>"
# where a move asks for a word, it has a page of its own
WORDS = {"continue": "continuer", "replicate": "reproduire", "pause": "pause", "abandon": "abandonner"}
urlpatterns = [
    path("projets-pilotes", views.synthesis, name="synthesis"),
    path(f"{PLACE}/projets/", views.projects, name="projects"),
    path(f"{PLACE}/projet", views.begin, name="begin"),
    path(f"{PROJECT}/", views.project, name="project"),
    path(f"{PROJECT}/modifier", views.edit_project, name="edit"),
    path(f"{PROJECT}/etat", views.move, name="move"),
    *[path(f"{PROJECT}/etat/{WORDS[name]}", views.move_saying, {"name": name}, name=f"move-{name}")
      for name in SAID if name not in WITHOUT_WORDS],
    path(f"{PROJECT}/recommandations", views.advice, name="advice"),
    path(f"{PROJECT}/relecture", views.review, name="review"),
    path(f"{PROJECT}/derogation", views.waive, name="waive"),
    path(f"{PROJECT}/notes/commencer/<str:kind>", views.begin_note, name="begin-note"),
    path(f"{NOTE}/", views.note, name="note"),
    path(f"{NOTE}/ecrire", views.write, name="write-note"),
    path(f"{NOTE}/remettre", views.submit, name="submit-note"),
    path(f"{NOTE}/commentaires", views.comment, name="comment-note"),
    path(f"{NOTE}/accepter", views.accept, name="accept-note"),
    path(f"{NOTE}/reprendre", views.rewrite, name="rewrite-note"),
    path(f"{NOTE}/ouvrir", views.decide_open, name="open-note"),
    path(f"{NOTE}/comparer", views.compare, name="compare-notes"),
    path(f"{NOTE}.<str:format_name>", views.note_file, name="note-file"),
    path(f"{PROJECT}/cercle", views.circle, name="circle"),
    path(f"{PROJECT}/cercle/<code:actor>", views.place_actor, name="place-actor"),
    path(f"{PROJECT}/cercle/<code:actor>/retirer", views.remove_actor, name="remove-actor"),
    path(f"{PROJECT}/etapes", views.milestones, name="milestones"),
    path(f"{PROJECT}/etapes/<code:milestone>", views.edit_milestone, name="edit-milestone"),
    path(f"{PROJECT}/etapes/<code:milestone>/etat", views.move_milestone, name="move-milestone"),
    path(f"{PROJECT}/blocages", views.blockages, name="blockages"),
    path(f"{PROJECT}/blocages/<code:blockage>", views.edit_blockage, name="edit-blockage"),
    path(f"{PROJECT}/blocages/<code:blockage>/etat", views.move_blockage, name="move-blockage"),
    path(f"{PROJECT}/livrables", views.deliverables, name="deliverables"),
    path(f"{PROJECT}/livrables/<code:deliverable>", views.deliver, name="deliver"),
    path(f"{PROJECT}/livrables/<code:deliverable>/etat", views.move_deliverable, name="move-deliverable"),
    path(f"{PROJECT}/livrables/<code:deliverable>/fichier", views.download, name="deliverable-file"),
    path(f"{PROJECT}/objectifs", views.add_objective, name="add-objective"),
    path(f"{PROJECT}/objectifs/<code:objective>", views.edit_objective, name="edit-objective"),
    path(f"{PROJECT}/objectifs/<code:objective>/retirer", views.remove_objective, name="remove-objective"),
    path(f"{PROJECT}/allies", views.choose_ally, name="choose-ally"),
    path(f"{PROJECT}/allies/<code:support>/retirer", views.remove_ally, name="remove-ally"),
]  # fmt: skip
