"""A team whose vault is open, and the addresses it goes to."""

from django.urls import reverse

from fabrique.accompaniment.diagnostics.enums import TeamRole
from fabrique.accompaniment.interviews import actions
from fabrique.accompaniment.interviews.models import Notes
from fabrique.accompaniment.interviews.sealed import Coded, Facts, text_of
from tests.world import make_diagnostic, make_member, make_vault


class Team:
    """A diagnostic whose space is open to two who listen and one who supervises."""

    def __init__(self):
        self.diagnostic = make_diagnostic()
        self.one, self.two = make_member(self.diagnostic), make_member(self.diagnostic)
        self.supervisor = make_member(self.diagnostic, TeamRole.SUPERVISOR)
        self.space = make_vault(self.one).new_space()
        for person in (self.two, self.supervisor):
            make_vault(person)
            self.space.admit(person.code)
        self.diagnostic.space = self.space.code
        self.diagnostic.save()

    def begin(self, text="", by=None, **facts):
        interview = actions.begin(diagnostic=self.diagnostic, space=self.space, by=by or self.one, facts=Facts(**facts))
        if text:
            actions.save_notes(interview=interview, item=self.item(interview), text=text, by=by or self.one, seen=1)
        return interview

    def item(self, interview):
        return self.space.item(interview.code)

    def text(self, interview):
        return text_of(self.item(interview), Notes.objects.get(interview=interview))

    def code(self, interview, text, by=None, **words):
        start = self.text(interview).index(text)
        coded = Coded(**{"text": text, "start": start, "end": start + len(text), "kind": "strength"} | words)
        return actions.code(interview=interview, item=self.item(interview), coded=coded, by=by or self.one)


def at(name, diagnostic, *things):
    return reverse(f"interviews:{name}", args=[diagnostic.code, *(thing.code for thing in things)])
