from django.urls import path, register_converter

from fabrique.ground.referentials import views
from fabrique.ground.referentials.converters import ReferentialConverter

register_converter(ReferentialConverter, "referential")

app_name = "referentials"
urlpatterns = [
    path("", views.index, name="index"),
    path("attentes-croisees", views.matrix, name="matrix"),
    path("propositions/", views.proposals, name="proposals"),
    path("propositions/nouvelle", views.new_proposal, name="new-proposal"),
    path("propositions/<code:proposal>/", views.proposal, name="proposal"),
    path("propositions/<code:proposal>/dire", views.remark, name="remark"),
    path("propositions/<code:proposal>/repondre", views.answer, name="answer-proposal"),
    path("propositions/<code:proposal>/reprendre", views.withdraw, name="withdraw-proposal"),
    path("phrases/<slug:key>/", views.word, name="word"),
    path("versions/<code:version>/porter", views.carry, name="carry"),
    path("<referential:referential>/", views.referential, name="referential"),
    path("<referential:referential>/comparer/", views.comparison, name="compare"),
    path("<referential:referential>/brouillon", views.open_draft, name="open-draft"),
    path("<referential:referential>/versions/<code:version>/", views.version, name="version"),
    path("<referential:referential>/versions/<code:version>/brouillon", views.draft, name="draft"),
    path("<referential:referential>/versions/<code:version>/mots", views.add_item, name="add-item"),
    path("<referential:referential>/versions/<code:version>/mots/<code:item>", views.edit_item, name="edit-item"),
    path("<referential:referential>/versions/<code:version>/mots/<code:item>/place", views.move_item, name="move-item"),
    path("<referential:referential>/versions/<code:version>/mots/<code:item>/retirer", views.remove_item, name="remove-item"),
    path("<referential:referential>/versions/<code:version>/publier", views.publish, name="publish"),
    path("<referential:referential>/versions/<code:version>/abandonner", views.discard, name="discard"),
]  # fmt: skip
