"""One document model, four renderers: HTML, PDF, DOCX, ODT. Nouns: Document, Section, block, Figure, Rendered.

Nothing here knows the domain, the database, the clock or the network.
"""
