"""Bringing in the official reference of communes, intercommunalities, departments and regions (V26, P6).

`read` parses and checks every record and touches nothing; `write` changes what differs, in one transaction. The data:
npm package `@etalab/decoupage-administratif`, Licence Ouverte 2.0, made from INSEE's Code officiel géographique.
"""

from fabrique.ground.territories.reference.reading import Reference, Unreadable, load, read
from fabrique.ground.territories.reference.writing import Changes, bring, write

__all__ = ["Changes", "Reference", "Unreadable", "bring", "load", "read", "write"]
