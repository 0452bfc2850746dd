from django.urls import path

from fabrique.ground.people.views import administration, entrance, own

app_name = "people"
urlpatterns = [
    path("moi/", own.profile, name="profile"),
    path("moi/roles", own.roles, name="roles"),
    path("moi/casquette", own.wear, name="wear"),
    path("moi/consentements", own.consents, name="consents"),
    path("moi/donnees", own.data, name="data"),
    path("moi/donnees/fichier", own.data_file, name="data-file"),
    path("moi/effacement", own.erase_me, name="erase-me"),
    path("compte/demonstration/", entrance.enter_demonstration, name="enter-demonstration"),
    path("invitation/<code:code>/", entrance.invitation, name="invitation"),
    path("invitation/<code:code>/code", entrance.invitation_code, name="invitation-code"),
    path("administration/personnes/", administration.people, name="list"),
    path("administration/personnes/<code:person>/", administration.person, name="person"),
    path("administration/personnes/<code:person>/donner-un-role", administration.give_role, name="give-role"),
    path("administration/personnes/<code:person>/terminer-un-role", administration.end_role, name="end-role"),
    path("administration/personnes/<code:person>/suspendre", administration.suspend, name="suspend"),
    path("administration/personnes/<code:person>/rouvrir", administration.reactivate, name="reactivate"),
    path("administration/personnes/<code:person>/effacer", administration.erase, name="erase"),
    path("administration/inviter/", administration.invite, name="invite"),
    path("administration/invitations/<code:invitation>/annuler", administration.cancel_invitation, name="cancel-invitation"),
    path("administration/invitations/<code:invitation>/renvoyer", administration.resend_invitation, name="resend-invitation"),
    path("administration/journal/", administration.journal, name="journal"),
    path("administration/reglages/", administration.settings, name="settings"),
]  # fmt: skip
