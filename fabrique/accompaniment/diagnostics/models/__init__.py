from fabrique.accompaniment.diagnostics.models.framing import Diagnostic, OfDiagnosticQuerySet
from fabrique.accompaniment.diagnostics.models.grids import Grid, Question
from fabrique.accompaniment.diagnostics.models.panel import Contact, KeptName, LetterText, Slot, Target
from fabrique.accompaniment.diagnostics.models.published import Fact, Theme
from fabrique.accompaniment.diagnostics.models.questionnaire import Answer, Questionnaire
from fabrique.accompaniment.diagnostics.models.team import Credential, Member

__all__ = [
    "Answer",
    "Contact",
    "Credential",
    "Diagnostic",
    "Fact",
    "Grid",
    "KeptName",
    "LetterText",
    "Member",
    "OfDiagnosticQuerySet",
    "Question",
    "Questionnaire",
    "Slot",
    "Target",
    "Theme",
]
