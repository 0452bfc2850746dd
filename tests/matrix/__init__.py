"""Who may what: the rows of requirements A50 that are served today, as data. `test_matrix.py` walks every cell.

R reads, W writes, C comments or answers, P proposes, V validates, « . » none. A column is one person of `things.py`.
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
attendance list     | .       .    RW    RW   RW    R    R     R      RW    R   .      R     R      R    .     .      .      .
attendance counts   | .       .    R     R    R     R    R     R      R     R   .      R     R      R    .     R      R      .
workshop output     | .       .    RW    RW   RW    R    R     RW     RW    R   .      R     R      R    .     .      .      .
question left before| .       .    RW    RW   RW    .    .     RP     RP    RP  .      .     .      .    .     .      .      .
minutes proposed    | .       .    RW    RW   RW    .    .     .      .     .   .      .     .      .    .     .      .      .
minutes published   | .       .    RW    RW   RW    R    R     R      R     R   .      R     R      R    .     .      .      .
delegation list     | .       .    R     RW   RW    R    R     R      RW    R   .      R     R      R    .     .      .      .
delegation counts   | .       .    R     R    R     .    R     .      .     .   .      R     .      R    .     R      R      .
pilot project       | R       R    R     R    R     R    R     R      RW    R   R      R     R      R    R     R      R      R
draft of a note     | .       .    .     .    .     .    .     RW     RW    .   .      .     R      .    .     .      .      .
submitted note      | .       .    R     RC   RC    R    R     RWC    RWC   R   .      .     RC     R    .     .      .      .
note opened to all  | R       R    R     RC   RC    R    R     RWC    RWC   R   R      R     RC     R    R     R      R      R
synthesis of notes  | .       .    R     R    R     R    R     R      R     R   .      .     R      R    .     R      R      .
life of a project   | .       .    R     R    R     R    R     RW     RW    R   .      .     R      R    .     .      .      .
choice of an ally   | .       .    W     W    W     .    .     .      W     .   .      .     .      .    .     .      .      .
proposed effect     | .       .    R     RP   RP    RP   .     RP     RPV   R   .      P     RP     RPV  .     .      .      .
proposed limit      | .       .    RC    RCP  RCP   RP   .     RP     RPV   R   .      P     RP     RPV  .     .      .      .
accepted effect     | .       .    R     R    R     R    .     R      RW    R   .      .     R      RW   .     .      .      .
published effect    | R       R    R     R    R     R    R     R      RW    R   R      R     R      RW   R     R      R      R
evaluator's effect  | .       .    R     R    R     R    .     R      R     R   .      .     R      RW   .     .      .      .
ally's viewpoint    | R       R    R     R    R     R    R     R      R     R   R      R     RW     R    R     R      R      R
territory's view    | R       R    R     R    R     R    R     RW     RW    R   R      R     R      R    R     R      R      R
evaluator's view    | R       R    R     R    R     R    R     R      R     R   R      R     R      RW   R     R      R      R
evaluator's report  | .       R    RC    RC   RC    .    .     RC     RC    RC  .      .     RC     RW   R     R      R      .
report, in writing  | .       .    .     .    .     .    .     .      .     .   .      .     .      RW   .     .      .      .
proof of an effect  | .       .    R     R    R     R    .     R      RW    R   .      .     R      RW   .     .      .      .
value told          | .       .    R     RP   RP    RP   .     RP     RP    R   .      P     RP     RP   .     .      .      .
effects, recorded   | .       .    R     R    R     R    .     R      RWV   R   .      .     R      RW   .     .      .      .
asking a viewpoint  | .       .    .     W    W     .    .     .      .     .   .      .     .      W    .     .      .      .
hotline question    | .       .    RC   RC   RC    .    .     .      .     .   .      .     .      .    .     .      .      .
own question        | .       .    .    .    .     .    .     RC     RC    RC  .      .     .      .    .     .      .      .
question to an ally | .       .    .    .    .     .    .     .      .     .   .      .     RC     .    .     .      .      .
others' pair        | .       .    .     .    .     .    .     .      .     .   .      .     .      .    .     .      .      .
own pair            | .       .    .     .    .     .    .     RW     RW    RW  .      .     .      .    .     .      .      .
misstep             | .       .    .     .    .     .    .     RW     RW    R   .      .     .      .    .     .      .      .
sheet on hold       | .       .    RW    RW   RW   .    .     R      R     R   .      .     R      R    .     R      R      .
institution contact | .       .    RW    RW   RW   .    .     R      R     R   .      .     R      .    .     R      .      .
contract to sign    | .       .    RW    RW   RW   .    .     R      RW    R   .      .     R      R    .     .      .      .
signed contract     | R       R    RW    RW   RW   R    R     R      RW    R   R      R     R      R    R     R      R      R
amount, exchange    | .       .    RW    RW   RW   .    .     R      RW    R   .      .     R      R    .     .      .      .
ally's convention   | .       .    RW    R    R     .    .     R      R     R   .      .     R      .    .     .      .      .
day ledger          | .       .    R     R    R     .    .     .      RV    R   .      .     RW     R    .     .      .      .
territory's relay   | .       .    R     RC   RC   .    .     R      RVC   RV  .      .     RC     .    .     .      .      .
infolettre draft    | .       .    RW    RW   RW    .    .     .      .     .   .      .     .      .    .     .      .      .
infolettre sent     | .       .    R     R    R     R    R     R      R     R   .      R     R      R    R     R      R      .
public infolettre   | R       R    R     R    R     R    R     R      R     R   R      R     R      R    R     R      R      R
media's letter      | .       .    .     .    .     .    .     .      .     .   .      .     .      .    RW    .      .      .
media's, in review  | .       .    R     R    R     .    .     .      .     .   .      .     .      .    RW    .      .      .
what was sent       | .       .    RW    RW   RW    .    .     .      .     .   .      .     .      .    .     .      .      .
text to share       | .       .    RV    RV   RV    .    .     .      .     .   .      .     .      .    R     .      .      .
own text to share   | .       .    .     RP   RP    RP   RP    RP     RP    RP  .      RP    RP     RP   RP    RP     RP     .
cohort matrix       | .       .    R     R    R     R    R     .      .     .   .      R     R      R    .     .      .      .
matrix, counts      | .       .    R     R    R     R    R     R      R     .   .      R     R      R    .     .      .      .
matrix, themes      | .       .    R     R    R     R    R     R      R     R   .      R     R      R    .     R      R      .
shared topic        | .       .    RW    RW   RW    R    R     RV     RV    R   .      R     R      R    .     R      R      .
supervision case    | .       .    .     .    .     .    RW    .      .     .   .      .     .      .    .     .      .      .
peer contribution   | .       .    .     .    .     .    .     .      .     .   .      .     .      .    .     .      .      .
own peer group      | .       .    .     .    .     .    .     RW     RW    RW  .      RW    .      .    .     .      .      .
words peers released| .       .    R     R    R     R    R     R      R     R   .      R     R      R    .     .      .      .
agora, what is said | .       .    R     RC   RC   R    R     RC     RC    R   .      R     R      R    .     .      .      .
agora, local        | .       .    R     R    R    R    R     RC     RC    R   .      R     R      R    .     .      .      .
resolution, debated | .       .    R     RWCV RWCV R    R     RC     RC    R   .      R     R      R    .     .      .      .
resolution, adopted | .       R    R     RCV  RCV  R    R     RC     RC    R   .      R     R      R    R     R      R      .
resolution, public  | R       R    R     RCV  RCV  R    R     RC     RC    R   R      R     R      R    R     R      R      R
media's draft       | .       .    .     .    .     .    .     .      .     .   .      .     .      .    RW    .      .      .
media contents      | R       R    RC    RC   RC    R    R     R      RC    RC  R      R     R      R    RW    R      R      R
lessons             | R       R    RW    RW   RW    R    R     R      R     R   R      R     R      RW   R     R      R      R
"""

LATER = {
    ("ally's convention", "diagnostician", "R"): "their own, when they work in a mission",
    ("ally's convention", "region", "R"): "what their organisation pays: missions/tests/test_funders.py",
    ("ally's convention", "funder", "R"): "what their organisation pays: missions/tests/test_funders.py",
    ("attendance list", "media", "R"): "names by consent (A26)",
    ("delegation list", "media", "R"): "names by consent (A26)",
    ("proposed effect", "diagnostician", "C"): "comments (A40)",
}

ROWS = {
    name.strip(): dict(zip(COLUMNS, cells.split(), strict=True))
    for name, cells in (line.split("|") for line in _TABLE.strip().splitlines()[1:])
}

# What is said in confidence (A30, A50). The role alone opens nothing: the columns « of the team » signed for this very
# diagnostic. `administrator` runs the platform; `every-role` holds all the others at once, and is of no team.
INSIDE = ("of-team", "of-supervision", "unsigned", "left", "administrator", "every-role", *COLUMNS)
_CONFIDENTIAL = """
object                   | team superv unsigned left admin every
contact list, before     | RW   R      .        .    .     P
contact list, interviews | RW   R      .        .    .     .
own proposal, before     | RW   R      .        .    .     RP
own proposal, interviews | RW   R      .        .    .     .
raw notes                | R    R      .        .    .     .
own raw notes            | RW   R      .        .    .     .
coded extract            | RW   R      .        .    .     .
finding in draft         | RWC  RC     .        .    .     .
version in review        | RW   R      .        .    .     .
version presented        | RWP  R      .        .    .     RP
version restituted       | RW   R      .        .    .     R
restituted, public       | RW   R      R        R    R     R
"""
# who reads what came out, and who proposes a person to meet or asks a change; everybody else of COLUMNS: nothing
_OUTSIDE = {
    "contact list, before": {"referent": "P"},
    "own proposal, before": {"referent": "RP"},
    "version presented": {"lead": "R", "pivot": "R", "number-one": "RP"},
    "version restituted": dict.fromkeys(
        ("staff", "lead", "pivot", "member", "referent", "number-one", "facilitator", "accompanying-ally", "evaluator"), "R"
    ),
    "restituted, public": dict.fromkeys(COLUMNS, "R"),
}  # fmt: skip
CONFIDENTIAL = {
    name.strip(): dict(zip(INSIDE, cells.split(), strict=False))
    | {column: _OUTSIDE.get(name.strip(), {}).get(column, ".") for column in COLUMNS}
    for name, cells in (line.split("|") for line in _CONFIDENTIAL.strip().splitlines()[1:])
}
