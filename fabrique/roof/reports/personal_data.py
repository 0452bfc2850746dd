from fabrique.ground.people.privacy import Signature, declare

declare(
    Signature("reports.Report", ("opened_by",), "a report was opened by whoever led the cohort"),
    Signature("reports.Chapter", ("drafter",), "a chapter was entrusted to somebody"),
    Signature("reports.Revision", ("written_by",), "a text was written for the report; its words stay the cohort's"),
    Signature("reports.Photograph", ("added_by",), "a photograph was brought to the report; it stays the cohort's"),
    Signature("reports.Decision", ("decided_by",), "a territory answered through somebody; the answer is its own"),
    Signature("reports.Reminder", ("sent_by",), "somebody was reminded by somebody"),
    Signature("reports.Edition", ("asked_by",), "an edition was asked for by whoever led the cohort"),
)
