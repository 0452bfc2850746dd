from django.urls import path

from fabrique.accompaniment.restitution import views

app_name = "restitution"
ONE = "diagnostics/<code:diagnostic>/restitution"
VERSION = "versions/<code:edition>"
OUT = "restitutions/<code:edition>"
HELD = "restitution/<code:restitution>"
urlpatterns = [
    path(f"{ONE}/", views.draft, name="draft"),
    path(f"{ONE}/analyse", views.begin, name="begin"),
    path(f"{ONE}/constats/nouveau", views.new_finding, name="new-finding"),
    path(f"{ONE}/constats/<code:finding>", views.finding, name="finding"),
    path(f"{ONE}/constats/<code:finding>/retirer", views.remove_finding, name="remove-finding"),
    path(f"{ONE}/constats/<code:finding>/remarque", views.comment, name="comment"),
    path(f"{ONE}/constats/<code:finding>/citer/<code:extract>", views.quote, name="quote"),
    path(f"{ONE}/citations/<code:verbatim>", views.verbatim, name="verbatim"),
    path(f"{ONE}/citations/<code:verbatim>/retirer", views.remove_verbatim, name="remove-verbatim"),
    path(f"{ONE}/recommandations/nouvelle", views.new_recommendation, name="new-recommendation"),
    path(f"{ONE}/recommandations/<code:recommendation>", views.recommendation, name="recommendation"),
    path(
        f"{ONE}/recommandations/<code:recommendation>/retirer",
        views.remove_recommendation,
        name="remove-recommendation",
    ),
    path(f"{ONE}/limites", views.limits_page, name="limits"),
    path(f"{ONE}/garde", views.guard, name="guard"),
    path(f"{ONE}/garde/liste", views.roster, name="roster"),
    path(f"{ONE}/garde/remplacer", views.mend, name="mend"),
    path(f"{ONE}/figer", views.freeze, name="freeze"),
    path(f"{ONE}/versions", views.versions, name="versions"),
    path(f"{ONE}/sortie", views.outcome, name="outcome"),
    path(f"{VERSION}/", views.version, name="version"),
    path(f"{VERSION}/relecture", views.name_reviewer, name="name-reviewer"),
    path(f"{VERSION}/relecture/reprendre", views.release_reviewer, name="release-reviewer"),
    path(f"{VERSION}/retirer", views.withdraw, name="withdraw"),
    path(f"{VERSION}/presenter", views.present, name="present"),
    path(f"{VERSION}/restituer", views.restitute, name="restitute"),
    path("relectures/<code:review>/", views.review, name="review"),
    path("restitutions/", views.restitutions, name="list"),
    path(f"{OUT}/", views.edition, name="edition"),
    path(f"{OUT}/demander", views.ask_change, name="ask-change"),
    path(f"{OUT}/demandes/<code:remark>", views.answer_change, name="answer-change"),
    path(f"{OUT}/recommandations/<code:recommendation>", views.answer_recommendation, name="answer-recommendation"),
    path(
        f"{OUT}/recommandations/<code:recommendation>/projets/<code:pilot>",
        views.answer_in_project,
        name="answer-in-project",
    ),
    path(f"{OUT}/donnees.csv", views.dataset, name="dataset"),
    path(f"{OUT}/<slug:paper>.<slug:format_name>", views.paper, name="paper"),
    path(f"{HELD}/publique", views.decide_public, name="decide-public"),
    path(f"{HELD}/changement", views.say_change, name="say-change"),
    path(f"{HELD}/suite", views.talk, name="talk"),
]
