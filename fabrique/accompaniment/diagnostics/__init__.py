"""The sensitive diagnostic: confidential in, shared out (A30, A32).

Here, what is already shared: Theme (a convergence between the diagnostics of a cohort, in one of three groups) and
Fact (a figure a source states about them).
"""
