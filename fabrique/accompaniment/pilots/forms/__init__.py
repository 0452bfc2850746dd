from fabrique.accompaniment.pilots.forms.life import (
    AddActorForm,
    AddBlockageForm,
    AddDeliverableForm,
    AddMilestoneForm,
    BlockageForm,
    DeliverForm,
    MilestoneForm,
    PlaceActorForm,
)
from fabrique.accompaniment.pilots.forms.notes import CommentForm, NoteForm, WaiverForm
from fabrique.accompaniment.pilots.forms.projects import (
    AddObjectiveForm,
    BeginProjectForm,
    ChooseAllyForm,
    MoveForm,
    ObjectiveForm,
    PilotProjectForm,
    ReviewForm,
)

__all__ = [
    "AddActorForm",
    "AddBlockageForm",
    "AddDeliverableForm",
    "AddMilestoneForm",
    "AddObjectiveForm",
    "BeginProjectForm",
    "BlockageForm",
    "ChooseAllyForm",
    "CommentForm",
    "DeliverForm",
    "MilestoneForm",
    "MoveForm",
    "NoteForm",
    "ObjectiveForm",
    "PilotProjectForm",
    "PlaceActorForm",
    "ReviewForm",
    "WaiverForm",
]
