from django.urls import path

from fabrique.accompaniment.pairs import views

app_name = "pairs"
PAIR = "binomes/<code:pair>"
urlpatterns = [
    path("binomes/", views.mine, name="mine"),
    path("binomes/proposer/<code:cohort>/<code:participation>", views.propose, name="propose"),
    path(f"{PAIR}/", views.pair, name="pair"),
    path(f"{PAIR}/reponse", views.answer, name="answer"),
    path(f"{PAIR}/attentes", views.side, name="side"),
    path(f"{PAIR}/confier", views.give_mandate, name="give-mandate"),
    path(f"{PAIR}/confier/<code:mandate>/fin", views.end_mandate, name="end-mandate"),
    path(f"{PAIR}/points", views.open_point, name="open-point"),
    path(f"{PAIR}/points/<code:point>", views.decide, name="decide"),
    path(f"{PAIR}/points/<code:point>/retirer", views.withdraw_point, name="withdraw-point"),
    path(f"{PAIR}/mots", views.open_word, name="open-word"),
    path(f"{PAIR}/mots/<code:definition>", views.word, name="word"),
    path(f"{PAIR}/mots/<code:definition>/mien", views.state, name="state"),
    path(f"{PAIR}/mots/<code:definition>/commun", views.propose_text, name="propose-text"),
    path(f"{PAIR}/mots/<code:definition>/accord", views.agree_on_text, name="agree-on-text"),
    path(f"{PAIR}/fin", views.end, name="end"),
]
