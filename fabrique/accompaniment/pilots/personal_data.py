from fabrique.ground.people.privacy import Signature, declare

declare(
    Signature("pilots.PilotProject", ("reviewed_by",), "a project was read again in the name of a delegation"),
    Signature("pilots.Step", ("made_by",), "a project moved because somebody said so"),
    Signature(
        "pilots.Note", ("begun_by", "submitted_by", "accepted_by", "public_by"), "the pages are the delegation's words"
    ),
    Signature("pilots.Comment", ("said_by",), "what was said of a note stays with it"),
    Signature("pilots.Waiver", ("granted_by",), "a note was waived in writing by somebody"),
)
