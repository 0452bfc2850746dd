from django.urls import path

from fabrique.ground.messages import views

app_name = "letters"
urlpatterns = [
    path("moi/courrier", views.preferences, name="preferences"),
    path("courrier/", views.outbox, name="outbox"),
    path("courrier/lettres/<code:letter>/decision", views.decide, name="decide"),
    path("courrier/ne-plus-recevoir/<str:token>", views.stop, name="stop"),
    path("courrier/ne-plus-recevoir/<str:token>/d-un-geste", views.stop_at_once, name="stop-at-once"),
    path("infolettres/", views.archive, name="archive"),
    path("infolettres/commencer", views.begin, name="begin"),
    path("infolettres/commencer-en-media", views.begin_as_media, name="begin-as-media"),
    path("infolettres/proposer/<code:series>", views.suggest, name="suggest"),
    path("infolettres/<code:issue>/", views.issue, name="issue"),
    path("infolettres/<code:issue>/images/<code:item>", views.picture, name="picture"),
    path("infolettres/<code:issue>/propositions/<code:suggestion>/prendre", views.accept, name="accept"),
    path("infolettres/<code:issue>/propositions/<code:suggestion>/refuser", views.decline, name="decline"),
    path("infolettres/<code:issue>/composer", views.compose, name="compose"),
    path("infolettres/<code:issue>/mots", views.edit_issue, name="edit-issue"),
    path("infolettres/<code:issue>/choisir", views.add_offer, name="add-offer"),
    path("infolettres/<code:issue>/textes", views.add_item, name="add-item"),
    path("infolettres/<code:issue>/textes/<code:item>", views.edit_item, name="edit-item"),
    path("infolettres/<code:issue>/textes/<code:item>/retirer", views.remove_item, name="remove-item"),
    path("infolettres/<code:issue>/textes/<code:item>/monter", views.shift_item, name="shift-item"),
    path("infolettres/<code:issue>/etat", views.move, name="move"),
    path("infolettres/<code:issue>/envoi", views.schedule, name="schedule"),
]
