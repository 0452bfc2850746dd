"""The shared frame of reading: dated versions of the words the alliance sorts by (A2).

Nouns: Version (of one referential: a draft, the one in force, those replaced), Item (a word of one version).
"""
