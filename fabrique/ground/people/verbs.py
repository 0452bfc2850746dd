"""What people do here, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_kinds, name_verbs

name_verbs(
    refused=_("a essuyé un refus"),
    person_created=_("a ouvert un compte"),
    profile_updated=_("a changé son profil"),
    person_suspended=_("a suspendu un compte"),
    person_reactivated=_("a rouvert un compte"),
    person_erased=_("a effacé un compte"),
    consent_given=_("a donné un accord"),
    consent_withdrawn=_("a retiré un accord"),
    role_given=_("a donné un rôle"),
    role_ended=_("a terminé un rôle"),
    invitation_sent=_("a invité"),
    invitation_resent=_("a renvoyé une invitation"),
    invitation_cancelled=_("a annulé une invitation"),
    invitation_accepted=_("a accepté une invitation"),
    totp_activated=_("a ajouté une application de codes"),
    totp_deactivated=_("a retiré l’application de codes"),
    webauthn_added=_("a ajouté une clé d’accès"),
    webauthn_removed=_("a retiré une clé d’accès"),
    recovery_codes_generated=_("a fait de nouveaux codes de secours"),
    password_set=_("a ajouté un mot de passe"),
    password_changed=_("a changé de mot de passe"),
    password_reset=_("a refait son mot de passe"),
    email_changed=_("a changé d’adresse"),
    settings_changed=_("a changé les réglages"),
    readings_dropped=_("a effacé un mois du registre des lectures"),
    readings_restored=_("a remis en place le registre des lectures"),
    instance_initialised=_("a mis la plateforme en service"),
    data_exported=_("a téléchargé ses données"),
)
name_kinds(people__person=_("compte"), people__invitation=_("invitation"))

# facts of the journal that a reader understands, and how to say them; the others show as they are
FACTS = {
    "role": _("rôle"),
    "scope": _("où"),
    "until": _("jusqu’au"),
    "kind": _("genre"),
    "names": _("noms"),
    "reason": _("raison"),
    "path": _("page"),
}
