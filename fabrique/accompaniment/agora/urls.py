from django.urls import path

from fabrique.accompaniment.agora import views

app_name = "agora"
COHORT = "parcours/cohortes/<code:cohort>"
ROOM = f"{COHORT}/territoires/<code:participation>/espace/agora"
AGORA = f"{COHORT}/agora/<code:agora>"
ITEM = f"{AGORA}/paroles/<code:item>"
CONVERGENCE = f"{AGORA}/convergences/<code:convergence>"
RESOLUTION = f"{AGORA}/resolutions/<code:resolution>"
urlpatterns = [
    path("agora-chez-vous/", views.kit, name="kit"),
    path(ROOM, views.room, name="room"),
    path(f"{ROOM}/ouvrir", views.open_local, name="open-local"),
    path(f"{COHORT}/agora/", views.home, name="home"),
    path(f"{COHORT}/agora/preparer", views.open_agora, name="open"),
    path(f"{AGORA}/", views.agora, name="agora"),
    path(f"{AGORA}/modifier", views.edit_agora, name="edit"),
    path(f"{AGORA}/etape", views.move, name="move"),
    path(f"{AGORA}/recueillir", views.gather, name="gather"),
    path(f"{AGORA}/debattre", views.prepare_debate, name="prepare-debate"),
    path(f"{AGORA}/decisions/<code:decision>/proposer", views.draw_from, name="draw-from"),
    path(f"{AGORA}/livret/<slug:format_name>", views.booklet, name="booklet"),
    path(f"{AGORA}/categories/<slug:key>", views.category, name="category"),
    path(f"{AGORA}/attentes/<slug:asking>/<slug:asked>", views.cell, name="cell"),
    path(f"{AGORA}/dire", views.add_item, name="add-item"),
    path(f"{ITEM}/", views.item, name="item"),
    path(f"{ITEM}/recrire", views.edit_item, name="edit-item"),
    path(f"{ITEM}/retirer", views.withdraw_item, name="withdraw-item"),
    path(f"{ITEM}/repondre", views.answer, name="answer"),
    path(f"{ITEM}/reponses/<code:answer>/donner", views.agree, name="agree"),
    path(f"{AGORA}/rapprocher", views.group, name="group"),
    path(f"{CONVERGENCE}/", views.convergence, name="convergence"),
    path(f"{CONVERGENCE}/modifier", views.edit_convergence, name="edit-convergence"),
    path(f"{CONVERGENCE}/defaire", views.ungroup, name="ungroup"),
    path(f"{AGORA}/debat/<code:remark>/effacer", views.remove_remark, name="remove-remark"),
    path(f"{AGORA}/resolutions/", views.resolutions, name="resolutions"),
    path(f"{AGORA}/resolutions/livret/<slug:format_name>", views.resolutions_file, name="resolutions-file"),
    path(f"{AGORA}/proposer", views.propose, name="propose"),
    path(f"{RESOLUTION}/", views.resolution, name="resolution"),
    path(f"{RESOLUTION}/modifier", views.edit_resolution, name="edit-resolution"),
    path(f"{RESOLUTION}/etape", views.move_resolution, name="move-resolution"),
    path(f"{RESOLUTION}/abandonner", views.drop, name="drop"),
    path(f"{RESOLUTION}/porter", views.carry, name="carry"),
    path(f"{RESOLUTION}/deposer", views.put_down, name="put-down"),
    path(f"{RESOLUTION}/dissensus", views.dissent, name="dissent"),
    path(f"{RESOLUTION}/suivi/<code:follow_up>", views.follow_up, name="follow-up"),
]
