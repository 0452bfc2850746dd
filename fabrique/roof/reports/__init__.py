"""What a cohort leaves behind it: its report, written beside the data, read again by each territory, published in editions
that stay, in four formats, for three audiences (A42: R504–R510); its one page; two cohorts side by side (R523).

Nouns: Report (where the writing stands), Chapter (one a territory, and the common ones), Part (a text for one place, with
its Revisions), Decision (what a territory said of its chapter), Edition (what was published one day, Frozen as data).
"""
