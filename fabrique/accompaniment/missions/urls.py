from django.urls import path

from fabrique.accompaniment.missions import views

app_name = "missions"
COHORT = "cohortes/<code:cohort>"
PLACE = f"{COHORT}/territoires/<code:participation>"
MISSION = f"{COHORT}/missions/<code:mission>"
ALLY = f"{MISSION}/allies/<code:engagement>"
DAY = f"{MISSION}/jours/<code:day>"
CONVENTION = f"{COHORT}/conventions/<code:convention>"
urlpatterns = [
    path("tarifs-cooperatifs", views.rates, name="rates"),
    path(f"{COHORT}/missions/", views.totals, name="totals"),
    path(f"{PLACE}/missions/", views.home, name="allies"),
    path(f"{PLACE}/missions/nouvelle", views.new, name="new"),
    path(f"{PLACE}/outils/nouveau", views.add_tool, name="add-tool"),
    path(f"{PLACE}/outils/<code:tool>/retirer", views.remove_tool, name="remove-tool"),
    path(f"{MISSION}/", views.mission, name="mission"),
    path(f"{MISSION}/modifier", views.edit, name="edit"),
    path(f"{MISSION}/etape", views.move, name="move"),
    path(f"{MISSION}/abandon", views.drop, name="drop"),
    path(f"{MISSION}/relecture", views.appraise, name="appraise"),
    path(f"{MISSION}/dossier.<str:format_name>", views.context_file, name="context"),
    path(f"{MISSION}/candidats/chercher", views.search, name="search"),
    path(f"{MISSION}/candidats/nouveau", views.propose, name="propose"),
    path(f"{MISSION}/candidats/ne-pas-proposer", views.pass_over, name="pass"),
    path(f"{MISSION}/candidats/<code:candidate>", views.edit_candidate, name="edit-candidate"),
    path(f"{MISSION}/candidats/<code:candidate>/choisir", views.choose, name="choose"),
    path(f"{MISSION}/allies", views.add_ally, name="add-ally"),
    path(ALLY, views.name_person, name="person"),
    path(f"{ALLY}/lettre.<str:format_name>", views.letter, name="letter"),
    path(f"{ALLY}/convention", views.draft, name="draft"),
    path(f"{ALLY}/changement", views.ask_change, name="ask-change"),
    path(f"{ALLY}/jours", views.declare, name="declare"),
    path(f"{MISSION}/mediations/<code:change>", views.settle_change, name="settle-change"),
    path(f"{MISSION}/jours", views.days, name="days"),
    path(f"{DAY}/confirmer", views.confirm, name="confirm-day"),
    path(f"{DAY}/refuser", views.refuse, name="refuse-day"),
    path(f"{DAY}/retirer", views.withdraw, name="withdraw-day"),
    path(f"{DAY}/corriger", views.correct, name="correct-day"),
    path(f"{CONVENTION}/", views.convention, name="convention"),
    path(f"{CONVENTION}/texte.<str:format_name>", views.convention_text, name="convention-text"),
    path(f"{CONVENTION}/modifier", views.edit_convention, name="edit-convention"),
    path(f"{CONVENTION}/etape", views.move_convention, name="move-convention"),
    path(f"{CONVENTION}/signature", views.sign, name="sign"),
    path(f"{CONVENTION}/paiement", views.pay, name="pay"),
    path(f"{CONVENTION}/rupture", views.terminate, name="terminate"),
    path(f"{CONVENTION}/avenant", views.amend, name="amend"),
    path(f"{CONVENTION}/avenants/<code:amendment>/signature", views.sign_amendment, name="sign-amendment"),
]
