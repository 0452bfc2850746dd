"""What a room thinks, told without naming anybody: votes on statements, agreement by category, groups of opinion.

Pure functions over arrays: no domain, no database, no names. The door is `reckoning.reckon`; docs/opinion-map.md tells
the method, its sources and its limits. Nouns: vote, agreement, group, stability.
"""

import os

# One thread: two workers that each take every core are slower than one, and a sum split otherwise rounds otherwise.
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
