"""What is done around a diagnostic, as the journal says it: neither whom one meets, nor what they say."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_kinds, name_verbs

name_kinds(diagnostics__diagnostic=_("diagnostic"), diagnostics__grid=_("trame"))
name_verbs(
    diagnostic_opened=_("a ouvert un diagnostic"),
    diagnostic_edited=_("a changé le cadrage d’un diagnostic"),
    diagnostic_panel_set=_("a changé le panel visé d’un diagnostic"),
    diagnostic_moved=_("a fait avancer un diagnostic"),
    diagnostic_joined=_("a nommé quelqu’un dans l’équipe d’un diagnostic"),
    diagnostic_declared=_("a signé sa déclaration d’absence de lien"),
    diagnostic_left=_("a quitté l’équipe d’un diagnostic, ou en a retiré quelqu’un"),
    diagnostic_vault_opened=_("a ouvert le coffre d’un diagnostic"),
    diagnostic_key_given=_("a donné la clé d’un diagnostic"),
    diagnostic_key_changed=_("a changé la clé d’un diagnostic"),
    diagnostic_contacts_changed=_("a travaillé sur la liste des personnes à rencontrer"),
    diagnostic_invited=_("a invité des personnes à un entretien"),
    diagnostic_letter_edited=_("a changé une lettre d’un diagnostic"),
    diagnostic_slots_offered=_("a proposé des créneaux d’entretien"),
    diagnostic_slot_cancelled=_("a retiré un créneau d’entretien"),
    diagnostic_answered=_("une personne invitée a répondu"),
    diagnostic_withdrawal=_("une personne rencontrée a retiré ses propos"),
    diagnostic_withdrawal_settled=_("les propos retirés sont détruits"),
    diagnostic_restitution_invited=_("a invité les personnes rencontrées à la restitution"),
    diagnostic_questionnaire_opened=_("a ouvert un questionnaire anonyme"),
    diagnostic_questionnaire_closed=_("a fermé un questionnaire anonyme"),
    diagnostic_erased=_("notes, clés et contacts d’un diagnostic détruits"),
    credential_given=_("a habilité quelqu’un à mener ou superviser des diagnostics"),
    credential_withdrawn=_("a retiré une habilitation"),
    grid_begun=_("a commencé une trame"),
    grid_edited=_("a changé une trame en écriture"),
    grid_agreed=_("a convenu d’une trame"),
)
