"""The circle where those who accompany think about what they live (A47, R375, R549–R553).

Nouns: Circle and its Members, Case (anonymised, its territory hidden) with its Replies, Meeting of the circle, Lesson
(shared in two steps: the Word of the territory, or Judgements of two members).
"""
