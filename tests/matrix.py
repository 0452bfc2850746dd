"""Who may what: the rows of requirements A50 that are served today, as data. `test_matrix.py` walks every cell.

R reads, W writes, C comments or answers, P proposes, V validates, « . » none. A column is one person of `test_matrix`.
Where A50 says more than what exists, `LATER` names the cell and what will open it.
"""

COLUMNS = (
    "visitor", "ally", "staff", "lead", "pivot", "diagnostician", "supervisor", "member", "referent", "number-one",
    "interviewee", "facilitator", "accompanying-ally", "evaluator", "media", "region", "funder", "suspended",
)  # fmt: skip

_TABLE = """
object              | visitor ally staff lead pivot diag super member refer n1  interv facil ally-a eval media region funder susp
cohort              | R       R    RW    RW   RW    R    R     R      R     R   R      R     R      R    R     R      R      R
draft session       | .       .    RW    RW   RW    .    .     .      .     .   .      .     .      .    .     .      .      .
candidacy, waivers  | .       .    RWV   RWV  RWV   .    .     RW     RW    RW  .      .     .      R    .     R      R      .
closed session      | .       .    R     R    R     R    R     R      R     R   .      R     R      R    .     .      .      .
attendance list     | .       .    RW    RW   RW    R    R     R      R     R   .      R     R      R    .     .      .      .
delegation list     | .       .    R     RW   RW    R    R     R      RW    R   .      R     R      R    .     .      .      .
delegation counts   | .       .    R     R    R     .    R     .      .     .   .      R     .      R    .     R      R      .
pilot project       | R       R    R     R    R     R    R     R      RW    R   R      R     R      R    R     R      R      R
choice of an ally   | .       .    W     W    W     .    .     .      W     .   .      .     .      .    .     .      .      .
proposed effect     | .       .    R     RP   RP    RP   .     RP     RPV   R   .      P     RP     RPV  .     .      .      .
proposed limit      | .       .    RC    RCP  RCP   RP   .     RP     RPV   R   .      P     RP     RPV  .     .      .      .
accepted effect     | .       .    R     R    R     R    .     R      RW    R   .      .     R      RW   .     .      .      .
published effect    | R       R    R     R    R     R    R     R      RW    R   R      R     R      RW   R     R      R      R
evaluator's effect  | .       .    R     R    R     R    .     R      R     R   .      .     R      RW   .     .      .      .
ally's viewpoint    | R       R    R     R    R     R    R     R      R     R   R      R     RW     R    R     R      R      R
territory's view    | R       R    R     R    R     R    R     RW     RW    R   R      R     R      R    R     R      R      R
evaluator's report  | R       R    R     R    R     R    R     R      R     R   R      R     R      RW   R     R      R      R
asking a viewpoint  | .       .    .     W    W     .    .     .      .     .   .      .     .      W    .     .      .      .
hotline question    | .       .    RC   RC   RC    .    .     .      .     .   .      .     .      .    .     .      .      .
own question        | .       .    .    .    .     .    .     RC     RC    RC  .      .     .      .    .     .      .      .
question to an ally | .       .    .    .    .     .    .     .      .     .   .      .     RC     .    .     .      .      .
lessons             | R       R    RW    RW   RW    R    R     R      R     R   R      R     R      RW   R     R      R      R
"""

LATER = {
    ("attendance list", "referent", "W"): "the delegation itself (A26)",
    ("attendance list", "media", "R"): "names by consent (A26)",
    ("attendance list", "region", "R"): "counts (A26)",
    ("attendance list", "funder", "R"): "counts (A26)",
    ("delegation list", "media", "R"): "names by consent (A26)",
    ("delegation list", "region", "R"): "attendance as counts (A27); the seats are counted already",
    ("delegation list", "funder", "R"): "attendance as counts (A27); the seats are counted already",
    ("evaluator's report", "staff", "C"): "right of reply (A42)",
    ("evaluator's report", "lead", "C"): "comments (A42)",
    ("evaluator's report", "member", "C"): "comments (A42)",
    ("pilot project", "lead", "C"): "comments on the three notes (A36)",
    ("pilot project", "accompanying-ally", "C"): "comments on the three notes (A36)",
    ("proposed effect", "diagnostician", "C"): "comments (A40)",
}

ROWS = {
    name.strip(): dict(zip(COLUMNS, cells.split(), strict=True))
    for name, cells in (line.split("|") for line in _TABLE.strip().splitlines()[1:])
}
