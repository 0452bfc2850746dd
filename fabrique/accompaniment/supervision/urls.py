from django.urls import path

from fabrique.accompaniment.supervision import views

app_name = "supervision"
urlpatterns = [
    path("", views.home, name="home"),
    path("enseignements/", views.lessons, name="lessons"),
    path("accords/<code:lesson>/", views.asked, name="asked"),
    path("cercles/ouvrir", views.open_circle, name="open"),
    path("cercles/<code:circle>/", views.circle, name="circle"),
    path("cercles/<code:circle>/modifier", views.edit_circle, name="edit-circle"),
    path("cercles/<code:circle>/volontaire", views.volunteer, name="volunteer"),
    path("cercles/<code:circle>/quitter", views.leave, name="leave"),
    path("cercles/<code:circle>/membres/<code:member>", views.settle_member, name="settle-member"),
    path("cercles/<code:circle>/seances", views.set_meeting, name="set-meeting"),
    path("cercles/<code:circle>/cas/ecrire", views.write_case, name="write-case"),
    path("cercles/<code:circle>/cas/<code:case>/", views.case, name="case"),
    path("cercles/<code:circle>/cas/<code:case>/modifier", views.edit_case, name="edit-case"),
    path("cercles/<code:circle>/cas/<code:case>/etape", views.move_case, name="move-case"),
    path("cercles/<code:circle>/cas/<code:case>/enseignement", views.learn_from_case, name="learn-from-case"),
    path("cercles/<code:circle>/enseignements/ecrire", views.write_lesson, name="write-lesson"),
    path("cercles/<code:circle>/enseignements/<code:lesson>/", views.lesson, name="lesson"),
    path("cercles/<code:circle>/enseignements/<code:lesson>/modifier", views.edit_lesson, name="edit-lesson"),
    path("cercles/<code:circle>/enseignements/<code:lesson>/proposer", views.offer, name="offer"),
    path("cercles/<code:circle>/enseignements/<code:lesson>/relire", views.judge, name="judge"),
    path("cercles/<code:circle>/enseignements/<code:lesson>/partager", views.release, name="release"),
    path("cercles/<code:circle>/enseignements/<code:lesson>/reprendre", views.take_back, name="take-back"),
]
