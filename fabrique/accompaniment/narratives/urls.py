from django.urls import path

from fabrique.accompaniment.narratives import views

app_name = "narratives"
SPACE = "parcours/cohortes/<code:cohort>/territoires/<code:participation>/espace/recits"
ONE = "recits/<code:narrative>"
urlpatterns = [
    path("recits/", views.gallery, name="gallery"),
    path("parcours/cohortes/<code:cohort>/recit/", views.cohort_story, name="cohort"),
    path("parcours/cohortes/<code:cohort>/recit/ecrire", views.tell_cohort, name="tell-cohort"),
    path("parcours/cohortes/<code:cohort>/recit.<str:format_name>", views.cohort_file, name="cohort-file"),
    path("territoires/<code:territory>/recit/", views.territory_story, name="territory"),
    path("territoires/<code:territory>/recit.<str:format_name>", views.territory_file, name="territory-file"),
    path(f"{ONE}/", views.narrative_page, name="narrative"),
    path(f"{ONE}/fichier", views.download, name="download"),
    path(f"{ONE}/modifier", views.edit, name="edit"),
    path(f"{ONE}/etat", views.move, name="move"),
    path(f"{ONE}/passages", views.add_passage, name="add-passage"),
    path(f"{ONE}/passages/<code:passage>", views.edit_passage, name="edit-passage"),
    path(f"{ONE}/passages/<code:passage>/retirer", views.remove_passage, name="remove-passage"),
    path(f"{ONE}/passages/<code:passage>/accord", views.consent, name="consent"),
    path(f"{ONE}/passages/<code:passage>/lien", views.send_link, name="send-link"),
    path(f"{ONE}/passages/<code:passage>/lien/fermer", views.close_link, name="close-link"),
    path("citations/<str:token>", views.quoted, name="quoted"),
    path(f"{ONE}/repondre", views.reply, name="reply"),
    path(f"{ONE}/reponses/<code:answer>", views.edit_reply, name="edit-reply"),
    path(f"{ONE}/reprises", views.note_reuse, name="reuse"),
    path(f"{ONE}/lien/mort", views.mark_link, name="mark-link"),
    path(f"{ONE}/lien/vivant", views.clear_link, name="clear-link"),
    path(f"{SPACE}/", views.space, name="space"),
    path(f"{SPACE}/ecrire", views.tell_place, name="tell-place"),
    path(f"{SPACE}/strategie/<slug:dimension>", views.edit_line, name="edit-line"),
    path(f"{SPACE}/porteurs", views.add_carrier, name="add-carrier"),
    path(f"{SPACE}/porteurs/<code:carrier>/retirer", views.remove_carrier, name="remove-carrier"),
    path(f"{SPACE}/medias", views.add_media, name="add-media"),
    path(f"{SPACE}/medias/<code:media>", views.edit_media, name="edit-media"),
    path(f"{SPACE}/medias/<code:media>/retirer", views.remove_media, name="remove-media"),
]
