from django.urls import path

from fabrique.accompaniment.support import views

app_name = "support"
urlpatterns = [
    path("entraide/", views.home, name="home"),
    path("entraide/regles", views.rules, name="rules"),
    path("entraide/regles/modifier", views.write_rules, name="write-rules"),
    path("entraide/territoires/<code:participation>/question", views.ask, name="ask"),
    path("entraide/questions/<code:question>", views.question, name="question"),
    path("entraide/questions/<code:question>/etat", views.move_question, name="move-question"),
    path("entraide/creneaux/nouveau", views.offer_slot, name="offer-slot"),
    path("entraide/creneaux/<code:slot>", views.book_slot, name="book-slot"),
    path("entraide/creneaux/<code:slot>/etat", views.move_slot, name="move-slot"),
    path("forum/", views.forum, name="forum"),
    path("forum/seances/<code:session>/", views.forum_notes, name="forum-notes"),
    path("forum/seances/<code:session>/<code:note>/fil", views.follow_in_forum, name="follow-in-forum"),
    path("forum/seances/<code:session>/<code:note>/question", views.follow_in_hotline, name="follow-in-hotline"),
    path("forum/<code:thread>", views.thread, name="thread"),
    path("forum/<code:thread>/reponse-trouvee", views.settle, name="settle"),
    path("entraide/parole", views.raise_alert, name="raise-alert"),
    path("entraide/parole/<code:alert>", views.alert, name="alert"),
    path("entraide/parole/<code:alert>/suivre", views.follow_alert, name="follow-alert"),
    path("entraide/parole/<code:alert>/clore", views.close_alert, name="close-alert"),
]
