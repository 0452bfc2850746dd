from django.urls import path

from fabrique.roof.reports import views

app_name = "reports"
REPORT = "cohortes/<code:cohort>/rapport"
CHAPTER = f"{REPORT}/chapitres/<code:chapter>"
COMPARE = "rapports/comparer/<code:first>/<code:second>"
urlpatterns = [
    path(f"{REPORT}/", views.report, name="report"),
    path(f"{REPORT}/<slug:format_name>", views.download, name="download"),
    path(f"{REPORT}/synthese/", views.summary, name="summary"),
    path(f"{REPORT}/synthese/<slug:format_name>", views.summary_file, name="summary-file"),
    path(f"{REPORT}/editions/<code:edition>/", views.edition, name="edition"),
    path(f"{REPORT}/editions/<code:edition>/<slug:format_name>", views.edition_file, name="edition-file"),
    path(f"{REPORT}/photographies/<code:photograph>", views.photograph, name="photograph"),
    path(f"{REPORT}/atelier/", views.workshop, name="workshop"),
    path(f"{REPORT}/atelier/ouvrir", views.open_report, name="open"),
    path(f"{REPORT}/atelier/etat", views.move_report, name="move"),
    path(f"{REPORT}/atelier/date", views.hoped, name="hoped"),
    path(f"{REPORT}/atelier/epreuve/", views.proof, name="proof"),
    path(f"{REPORT}/atelier/epreuve/<slug:format_name>", views.proof_file, name="proof-file"),
    path(f"{REPORT}/atelier/publier", views.publish, name="publish"),
    path(f"{REPORT}/atelier/editions/<code:edition>", views.retry, name="retry"),
    path(f"{CHAPTER}/", views.chapter, name="chapter"),
    path(f"{CHAPTER}/textes/<code:part>", views.write_part, name="write"),
    path(f"{CHAPTER}/textes/<code:part>/versions/<code:revision>", views.take_up, name="take-up"),
    path(f"{CHAPTER}/photographies/ajouter", views.add_photograph, name="add-photograph"),
    path(f"{CHAPTER}/photographies/<code:photograph>/decrire", views.describe_photograph, name="describe-photograph"),
    path(
        f"{CHAPTER}/photographies/<code:photograph>/reprendre", views.take_back_photograph, name="take-back-photograph"
    ),
    path(f"{CHAPTER}/confier", views.entrust, name="entrust"),
    path(f"{CHAPTER}/etat", views.move_chapter, name="move-chapter"),
    path(f"{CHAPTER}/reponse", views.answer, name="answer"),
    path(f"{CHAPTER}/rappel", views.remind, name="remind"),
    path("rapports/comparer/", views.choose, name="choose"),
    path(f"{COMPARE}/", views.compare, name="compare"),
    path(f"{COMPARE}/<slug:format_name>", views.compare_file, name="compare-file"),
]
