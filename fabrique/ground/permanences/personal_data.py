from fabrique.ground.people.privacy import Erasure, Rows, Signature, declare

declare(
    Rows(
        "permanences.Matter", "author", ("kind", "text", "consent", "state", "left_at", "answer", "question"),
        Erasure.BLANK, "the answer stays for the minutes, without the words of the person; nothing of it is public any more",
        blanks={"text": "—", "consent": "nothing", "published_at": None, "published_by": None},
        hidden={"code": "technical", "version": "technical", "language": "of the letter", "slot": "a public date",
                "due_on": "the association's", "owner": "another person", "answered_at": "told with the answer",
                "destination": "the association's", "routed_to": "the association's", "published_at": "public",
                "published_by": "another person",
                "guest_name": "empty for who has an account; blanked two months after the answer for a guest",
                "guest_email": "as the name", "fictional": "technical"},
    ),
    Signature("permanences.Matter", ("owner", "published_by"), "an answer was answered for by somebody"),
)  # fmt: skip
