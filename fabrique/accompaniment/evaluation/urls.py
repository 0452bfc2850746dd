from django.urls import path

from fabrique.accompaniment.evaluation import views

app_name = "evaluation"
COHORT = "cohortes/<code:cohort>"
PLACE = f"{COHORT}/territoires/<code:participation>"
PAPERS = f"{COHORT}/documents-d-evaluation"
DATED = f"{PAPERS}/<code:paper>/<code:dated>"
urlpatterns = [
    path(PAPERS, views.papers, name="papers"),
    path(f"{DATED}/", views.paper, name="paper"),
    path(f"{DATED}/etat", views.move_paper, name="move-paper"),
    path(f"{DATED}/nouvelle-version", views.rewrite_paper, name="rewrite-paper"),
    path(f"{DATED}/reponses", views.answer_paper, name="answer-paper"),
    path(f"{DATED}/chapitres/nouveau", views.add_chapter, name="add-chapter"),
    path(f"{DATED}/chapitres/<code:chapter>", views.edit_chapter, name="edit-chapter"),
    path(f"{DATED}/chapitres/<code:chapter>/retirer", views.remove_chapter, name="remove-chapter"),
    path(f"{DATED}.<str:format_name>", views.paper_file, name="paper-file"),
    path("effets-et-limites", views.families, name="families"),
    path(f"{COHORT}/effets-et-limites", views.cohort_matrices, name="matrices"),
    path(f"{COHORT}/preparer/journee-d-evaluation", views.evaluation_day, name="day"),
    path(f"{COHORT}/preparer/journee-d-evaluation.<str:format_name>", views.evaluation_day_file, name="day-file"),
    path(f"{COHORT}/a-relire/", views.readings, name="readings"),
    path(f"{COHORT}/preparer/enseignements", views.lessons, name="lessons"),
    path(f"{COHORT}/preparer/enseignements/<code:lesson>", views.edit_lesson, name="edit-lesson"),
    path(f"{COHORT}/preparer/enseignements/<code:lesson>/retirer", views.remove_lesson, name="remove-lesson"),
    path(f"{PLACE}/", views.place, name="place"),
    path(f"{PLACE}/effets", views.propose_effect, name="propose-effect"),
    path(f"{PLACE}/effets/boule-de-neige", views.snowball, name="snowball"),
    path(f"{PLACE}/effets/<code:effect>/", views.effect_page, name="effect"),
    path(f"{PLACE}/effets/<code:effect>/preuves", views.add_evidence, name="add-evidence"),
    path(
        f"{PLACE}/effets/<code:effect>/preuves/<code:evidence>/retirer", views.remove_evidence, name="remove-evidence"
    ),
    path(f"{PLACE}/effets/<code:cause>/suites", views.tie, name="tie"),
    path(f"{PLACE}/effets/<code:cause>/suites/<code:link>/retirer", views.untie, name="untie"),
    path(f"{PLACE}/effets/<code:effect>/modifier", views.edit_effect, name="edit-effect"),
    path(f"{PLACE}/effets/<code:effect>/etat", views.move_effect, name="move-effect"),
    path(f"{PLACE}/effets/<code:effect>/mettre-de-cote", views.set_aside, name="set-aside"),
    path(f"{PLACE}/limites", views.propose_limit, name="propose-limit"),
    path(f"{PLACE}/limites/<code:limit>/modifier", views.edit_limit, name="edit-limit"),
    path(f"{PLACE}/limites/<code:limit>/etat", views.move_limit, name="move-limit"),
    path(f"{PLACE}/limites/<code:limit>/repondre", views.answer, name="answer"),
    path(f"{PLACE}/valeur/", views.value, name="value"),
    path(f"{PLACE}/valeur/repondre", views.add_sheet, name="add-sheet"),
    path(f"{PLACE}/valeur/<code:sheet>/modifier", views.edit_sheet, name="edit-sheet"),
    path(f"{PLACE}/valeur/<code:sheet>/effet", views.turn, name="turn-sheet"),
    path(f"{PLACE}/histoires/raconter", views.add_story, name="add-story"),
    path(f"{PLACE}/histoires/<code:story>/voix", views.hear_story, name="hear-story"),
    path(f"{PLACE}/histoires/<code:story>/modifier", views.edit_story, name="edit-story"),
    path(f"{PLACE}/suivi/<code:follow_up>/", views.follow_up, name="follow-up"),
    path(f"{PLACE}/suivi/<code:follow_up>/noter", views.record_follow_up, name="record-follow-up"),
    path(f"{PLACE}/suivi/<code:follow_up>/etat", views.move_follow_up, name="move-follow-up"),
    path(f"{PLACE}/points-de-vue", views.ask, name="ask"),
    path(f"{PLACE}/points-de-vue/<code:viewpoint>", views.express, name="express"),
    path(f"{PLACE}/points-de-vue/<code:viewpoint>/silence", views.give_up, name="give-up"),
]
