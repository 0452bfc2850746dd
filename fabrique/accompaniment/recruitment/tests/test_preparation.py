from datetime import date, timedelta

import pytest
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Step
from fabrique.accompaniment.recruitment import actions, mix
from fabrique.accompaniment.recruitment.enums import CandidacyState
from fabrique.accompaniment.recruitment.funnel import counted, funnel_of
from fabrique.accompaniment.recruitment.models import Candidacy, PresentationEvent
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from fabrique.ground.territories.models import StatedFact
from tests.world import make_candidacy, make_cohort, make_lead, make_participation, make_person, make_territory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def test_event_is_noted_edited_and_removed_by_who_leads():
    cohort = make_cohort()
    lead = make_lead(cohort)
    event = actions.add_event(cohort=cohort, title="Matinée à Albi", by=lead, territories_count=14)
    actions.edit_event(event=event, title="Matinée", seen=1, by=lead)
    for act in (
        lambda: actions.add_event(cohort=cohort, title="Soirée", by=make_person()),
        lambda: actions.remove_event(event=event, by=make_person()),
    ):
        with pytest.raises(Denied):
            act()
    assert (event.title, event.territories_count) == ("Matinée", None)

    actions.remove_event(event=event, by=lead)
    assert PresentationEvent.objects.count() == 0


def test_lines_of_the_cohort_become_prerequisites_once():
    cohort = make_cohort(prerequisites="Réunir une délégation\nObtenir l’appui de la tête de l’exécutif\n\nUne salle")
    lead = make_lead(cohort)

    actions.take_over_lines(cohort=cohort, by=lead)
    actions.take_over_lines(cohort=cohort, by=lead)

    assert [p.kind for p in cohort.conditions_to_enter.all()] == ["delegation", "commitment", "other"]
    first, second, _third = cohort.conditions_to_enter.all()
    with pytest.raises(Denied, match="déjà dans la liste"):
        actions.add_prerequisite(cohort=cohort, label=first.label, kind="other", by=lead)
    with pytest.raises(Denied, match="déjà dans la liste"):
        actions.edit_prerequisite(prerequisite=second, label=first.label, kind="other", seen=1, by=lead)
    actions.edit_prerequisite(prerequisite=second, label="Un appui écrit", kind="other", seen=1, by=lead)
    actions.remove_prerequisite(prerequisite=second, by=lead)
    assert cohort.conditions_to_enter.count() == 2


def test_signature_keeps_the_text_it_was_given_on_and_ends_with_the_mandate():
    file = make_candidacy()
    lead, mayor = make_lead(file.cohort), make_person(Role.NUMBER_ONE, file.scope)
    with pytest.raises(Denied, match="Seule la personne"):
        actions.sign_commitment(candidacy=file, quality="maire", number=1, by=lead)
    signed = actions.sign_commitment(candidacy=file, quality="maire", number=1, by=mayor)
    with pytest.raises(Denied, match="déjà en cours"):
        actions.record_commitment(candidacy=file, signer_name="M", quality="maire", signed_on=TODAY, by=lead)
    actions.write_terms(cohort=file.cohort, commitment="Un autre texte", seen=1, by=lead)
    with pytest.raises(Denied, match="pourquoi il prend fin"):
        actions.end_commitment(candidacy=file, reason="", by=lead)
    actions.end_commitment(candidacy=file, reason="Élection de mars", by=lead)
    with pytest.raises(Denied, match="Aucun engagement"):
        actions.end_commitment(candidacy=file, reason="Encore", by=lead)
    with pytest.raises(Denied, match="Le texte a changé"):
        actions.sign_commitment(candidacy=file, quality="maire", number=1, by=mayor)
    again = actions.sign_commitment(candidacy=file, quality="maire", number=2, by=mayor)

    signed.refresh_from_db()
    assert (signed.text, signed.text_number, signed.ended_because) == (actions.COMMITMENT, 1, "Élection de mars")
    assert (again.text, again.text_number, again.signer_name) == ("Un autre texte", 2, mayor.name)


def test_paper_signature_says_so_and_is_past():
    file = make_candidacy()
    lead = make_lead(file.cohort)
    facts = {"candidacy": file, "signer_name": "M", "quality": "maire", "by": lead}
    with pytest.raises(Denied, match="déjà eu lieu"):
        actions.record_commitment(signed_on=TODAY + timedelta(days=1), **facts)

    assert actions.record_commitment(signed_on=TODAY, **facts).on_paper


def test_terms_are_written_by_version():
    cohort = make_cohort()
    lead = make_lead(cohort)
    actions.write_terms(cohort=cohort, commitment="Un", seen=1, by=lead)

    with pytest.raises(Conflict):
        actions.write_terms(cohort=cohort, commitment="Deux", seen=1, by=lead)
    with pytest.raises(Denied, match="page blanche"):
        actions.write_terms(cohort=cohort, commitment=" ", seen=2, by=lead)


def test_sheet_is_agreed_by_both_and_again_after_a_change():
    file = make_candidacy()
    lead, mayor = make_lead(file.cohort), make_person(Role.NUMBER_ONE, file.scope)
    with pytest.raises(Denied, match="encore vide"):
        actions.agree_on_sheet(candidacy=file, side="cohort", seen=1, by=lead)
    actions.write_sheet(candidacy=file, gives="Deux agents", receives="Huit jours", seen=1, by=mayor)
    actions.agree_on_sheet(candidacy=file, side="territory", seen=2, by=mayor)
    with pytest.raises(Denied, match="tête de l’exécutif"):
        actions.agree_on_sheet(candidacy=file, side="territory", seen=3, by=lead)
    with pytest.raises(Denied, match="déjà donné"):
        actions.agree_on_sheet(candidacy=file, side="territory", seen=3, by=mayor)
    with pytest.raises(Conflict):
        actions.agree_on_sheet(candidacy=file, side="cohort", seen=2, by=lead)
    file = Candidacy.objects.get(pk=file.pk)
    actions.agree_on_sheet(candidacy=file, side="cohort", seen=3, by=lead)
    assert (file.sheet.territory_agreed_by, file.sheet.cohort_agreed_by) == (mayor, lead)

    actions.write_sheet(candidacy=file, gives="Un agent", receives="Huit jours", seen=4, by=mayor)
    assert (file.sheet.territory_agreed_by, file.sheet.cohort_agreed_by) == (None, None)


def test_funnel_counts_and_a_source_speaks_first():
    cohort = make_cohort()
    for number in range(19):
        met = TODAY if number < 12 else None
        place = make_participation(cohort) if number < 8 else None
        state = CandidacyState.ENGAGED if place else CandidacyState.APPROACHED
        make_candidacy(place, cohort, state=state, approached_on=TODAY, presented_on=met)
    for number in range(5):
        PresentationEvent.objects.create(cohort=cohort, title=f"Rencontre {number}")
    make_candidacy(cohort=cohort)

    assert [number for _words, number in counted(cohort)] == [5, 19, 12, 8]
    assert funnel_of(cohort).source == ""
    Step.objects.create(cohort=cohort, label="Approchés", value=20, source="S4")
    assert (funnel_of(cohort).steps, funnel_of(cohort).source) == ([("Approchés", 20)], "S4")
    assert funnel_of(make_cohort()) is None


@pytest.mark.parametrize(
    ("ends", "election", "sentence"),
    [
        (date(2027, 6, 15), date(2028, 6, 14), "moins de douze mois"),
        (date(2027, 6, 15), date(2028, 6, 15), ""),
        (date(2027, 6, 15), date(2027, 3, 1), "pendant le parcours"),
        (None, date(2027, 3, 1), ""),
        (date(2027, 6, 15), None, ""),
    ],
)
def test_mandate_is_checked_against_the_end_of_the_path(ends, election, sentence):
    file = make_candidacy(cohort=make_cohort(ends_on=ends), election_on=election)

    warning = mix.mandate_warning(file)

    assert sentence in warning
    assert bool(sentence) == bool(warning)


def test_alter_ego_is_of_the_same_size_here_or_elsewhere():
    village, hamlet, city = make_territory(), make_territory(), make_territory(kind="metropole")
    far = make_participation(territory=make_territory(kind="metropole"))
    for territory, people in ((village, 900), (hamlet, 250), (city, 490_000), (far.territory, 800_000)):
        StatedFact.objects.create(territory=territory, kind="population", value=people, source="S4")

    one, two, three = mix.alter_egos(make_person(), make_cohort(), [village, hamlet, city])

    assert (one.inside, two.inside, three.inside) == ([hamlet], [village], [])
    assert (one.elsewhere, three.elsewhere) == ([], [far])


def test_diversity_counts_and_keeps_advancement_for_those_who_compose():
    here = [make_territory(geography=["rural"], advancement=1), make_territory(geography=["rural", "coast"])]

    assert [counts for _title, counts in mix.diversity(here, advancement=False)] == [
        [("Commune", 2)], [("rural", 2), ("littoral", 1)]]  # fmt: skip
    assert len(mix.diversity(here, advancement=True)) == 3
