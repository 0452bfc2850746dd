"""What is said in confidence, and what its listeners make of it (A30, R357–R363): all of it in the vault.

Nouns: Interview (one person heard, its facts and its notes), Extract (a passage and what it is taken for), Memo.
In the database there are only codes and sealed bytes; who was heard, when, in which category is sealed with the words.
"""
