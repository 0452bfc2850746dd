from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class Kind(TextChoices):
    """R462. The front page and the timeline entry are what a delegation's workshops leave."""

    PORTRAIT = "portrait", _("portrait")
    ARTICLE = "article", _("article")
    VIDEO = "video", _("vidéo")
    PODCAST = "podcast", _("podcast")
    POEM = "poem", _("poème")
    FRONT_PAGE = "front-page", _("une de journal")
    MILESTONE = "milestone", _("étape du chemin")
    TESTIMONY = "testimony", _("témoignage")


class Origin(TextChoices):
    """Whose pen it is: that of the hat worn when it was begun. Nobody else ever writes in it (R465)."""

    MEDIA = "media", _("média embarqué")
    NARRATOR = "narrator", _("facilitation narrative")
    TERRITORY = "territory", _("territoire")
    COHORT = "cohort", _("cohorte")


class Audience(TextChoices):
    DELEGATION = "delegation", _("la délégation")
    COHORT = "cohort", _("les personnes de la cohorte")
    PUBLIC = "public", _("tout le monde")


class Licence(TextChoices):
    """R466: one for each item, chosen by its author."""

    BY = "cc-by", _("à reprendre librement, en nommant l’auteur (CC BY)")
    BY_SA = "cc-by-sa", _("à reprendre et à transformer, sous la même licence (CC BY-SA)")
    BY_NC_ND = "cc-by-nc-nd", _("à reprendre sans le changer ni le vendre (CC BY-NC-ND)")
    RESERVED = "reserved", _("tous droits réservés : demander à l’auteur")


class NarrativeState(TextChoices):
    DRAFT = "draft", _("brouillon")
    ASKED = "asked", _("accords demandés")
    PUBLISHED = "published", _("publié")
    WITHDRAWN = "withdrawn", _("retiré par son auteur")


_N = NarrativeState
NARRATIVE = Transitions("narrative", NarrativeState, {
    "ask": ((_N.DRAFT,), _N.ASKED, _("Demander les accords")),
    "publish": ((_N.DRAFT, _N.ASKED, _N.WITHDRAWN), _N.PUBLISHED, _("Publier")),
    "rework": ((_N.ASKED, _N.WITHDRAWN), _N.DRAFT, _("Remettre au brouillon")),
    "withdraw": ((_N.PUBLISHED,), _N.WITHDRAWN, _("Retirer")),
})  # fmt: skip


class PassageKind(TextChoices):
    """R486: a reader always knows whether these are somebody's exact words."""

    TOLD = "told", _("récit")
    QUOTE = "quote", _("citation")
    SYNTHESIS = "synthesis", _("synthèse")


class Consent(TextChoices):
    """Of the person quoted (R508). A quotation is read by others in one state only: given."""

    TO_ASK = "to-ask", _("accord à demander")
    ASKED = "asked", _("accord demandé")
    GIVEN = "given", _("accord donné")
    REFUSED = "refused", _("accord refusé")
    WITHDRAWN = "withdrawn", _("accord retiré")
    NEEDLESS = "needless", _("sans citation")


_C = Consent
CONSENT = Transitions("quotation", Consent, {
    "ask": ((_C.TO_ASK,), _C.ASKED, _("Noter que l’accord est demandé")),
    "give": ((_C.ASKED,), _C.GIVEN, _("Noter l’accord")),
    "refuse": ((_C.TO_ASK, _C.ASKED), _C.REFUSED, _("Noter le refus")),
    "withdraw": ((_C.GIVEN,), _C.WITHDRAWN, _("Noter le retrait de l’accord")),
})  # fmt: skip
WAITING = (Consent.TO_ASK, Consent.ASKED)
SHOWN = (Consent.GIVEN, Consent.NEEDLESS)
ERASED = (Consent.REFUSED, Consent.WITHDRAWN)


class ReplyOf(TextChoices):
    """Who has a right of reply (A50, « Media contents »)."""

    ASSOCIATION = "association", _("l’association")
    COHORT = "cohort", _("la conduite de la cohorte")
    TERRITORY = "territory", _("la délégation")
    EXECUTIVE = "executive", _("le n° 1 de l’exécutif")


class Dimension(TextChoices):
    """R054, R457 to R461: the keys of the referential, whose words are shown once it is published."""

    TRAJECTORY = "trajectory", _("Mettre en trajectoire")
    SINCERITY = "sincerity", _("Communiquer sincèrement")
    ALTERNATIVES = "alternatives", _("Faire émerger des récits alternatifs")
    COOPERATION = "cooperation", _("Raconter la coopération")
    VALUE = "value", _("Évaluer la valeur créée")


class Medium(TextChoices):
    PRESS = "press", _("presse écrite")
    RADIO = "radio", _("radio")
    TELEVISION = "television", _("télévision")
    WEB = "web", _("site ou lettre en ligne")
    BULLETIN = "bulletin", _("bulletin local")
