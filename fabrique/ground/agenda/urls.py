from django.urls import path

from fabrique.ground.agenda.views import agenda, events, feeds, registration, room, series

app_name = "agenda"
urlpatterns = [
    path("", agenda.agenda, name="list"),
    path("agenda.ics", feeds.public, name="public-feed"),
    path("flux", feeds.own, name="feeds"),
    path("flux/<str:token>.ics", feeds.feed, name="feed"),
    path("presence", room.presence, name="presence"),
    path("nouvelle", events.add, name="add"),
    path("inscription/<str:token>", registration.guest, name="guest"),
    path("inscription/<str:token>/a-chaud", room.guest_hot, name="guest-hot"),
    path("rendez-vous/nouveau", series.add, name="add-series"),
    path("rendez-vous/<code:series>/", series.series_page, name="series"),
    path("rendez-vous/<code:series>/modifier", series.edit, name="edit-series"),
    path("<code:event>/", agenda.event_page, name="event"),
    path("<code:event>/agenda.ics", feeds.one, name="calendar"),
    path("<code:event>/inscription", registration.register, name="register"),
    path("<code:event>/depart", registration.withdraw, name="withdraw"),
    path("<code:event>/invitation", registration.invite, name="invite"),
    path("<code:event>/modifier", events.edit, name="edit"),
    path("<code:event>/etat", events.move, name="move"),
    path("<code:event>/salle", room.room, name="room"),
    path("<code:event>/salle/code", room.show_code, name="show-code"),
    path("<code:event>/salle/venue", room.walk_in, name="walk-in"),
    path("<code:event>/salle/<code:registration>", room.mark, name="mark"),
    path("<code:event>/a-chaud", room.hot, name="hot"),
]
