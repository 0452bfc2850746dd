"""The sensitive diagnostic, framed and organised (A30): who listens to whom, when, with which questions and which promises.

Nouns: Diagnostic (of one territory in a cohort), Grid (its questions, versioned), Member (of its team), Target (of its
panel), Contact (somebody to meet, under the server's key), Slot (a time offered), Questionnaire (for many more, apart).
What is said in an interview is `interviews`; what is given back is `restitution`. Here also, what the sources publish:
Theme (a convergence between the diagnostics of a cohort) and Fact.
"""
