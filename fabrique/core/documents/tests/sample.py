"""One document that holds every kind of block, every mark and what nobody should be able to make it do."""

from fabrique.core.documents.model import (
    Bullets,
    Cover,
    Document,
    Entry,
    Facts,
    Figure,
    Items,
    Notice,
    Paragraph,
    Quote,
    Section,
    Table,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 80"><defs><pattern id="h" width="8" height="8"'
    ' patternUnits="userSpaceOnUse"><rect width="4" height="8" fill="#d9d1c2"/></pattern></defs>'
    '<rect width="320" height="40" fill="url(#h)"/><text x="4" y="60" font-size="12">mai 2024</text></svg>'
)
HOSTILE = r"<script>alert(1)</script> #import \ $x$ \u{41} {{ 7 }} & ]]> 2*3*4 habitant*e*s @a _b_ `c` = d // e"
TABLE = Table(
    "Les territoires",
    ["Territoire", "Habitants", "Remarque"],
    [["Val-d’Aubrac", "6 575", "lu & **relu**"], ["Pays de Sorne", "3 210", HOSTILE]],
)


def document(language: str = "fr", **changes) -> Document:
    """Frame words in `language` around French content."""
    lang = "" if language == "fr" else "fr"
    told = Section(
        "Les effets",
        [
            Items(
                [Entry("Élargissement", "De nouvelles personnes.", "Noté en 2024", ["coopération", "élus"])], lang=lang
            ),
            Quote("La méthode met en confiance.", "Une élue", lang=lang),
            Quote("Le temps manque.", "L’alliée", synthesis=True, lang=lang),
            Notice("À savoir", "Les paroles restent confidentielles.", lang=lang),
        ],
        sections=[Section("Un détail", [Paragraph("Une note.", "note", lang=lang)], lang=lang)],
        lang=lang,
    )
    parts: dict = {
        "title": "Cohorte d’essai",
        "subtitle": "Huit territoires",
        "cover": Cover("Rapport de cohorte", ["2024-2025"], cubes=8),
        "publisher": "L’alliance",
        "date_label": "Novembre 2026",
        "fiction": True,
        "notice": "Tout ici est inventé.",
        "sections": [
            Section(
                "Une cohorte",
                [
                    Paragraph("Elles ont *écouté* puis **décidé**.\nEnsuite ?", "lede", lang=lang),
                    Paragraph(HOSTILE, lang=lang),
                    Paragraph("Nul \x00, visage 😀, שלום.", lang=lang),
                    Paragraph("Non exprimé à ce jour", "missing", lang=lang),
                    Facts([("Habitants", "6 575"), ("Superficie", "947 km²")], lang=lang),
                    Bullets(["un", "deux"], lang=lang),
                    Bullets(["premier", "second"], ordered=True, lang=lang),
                    TABLE,
                    Paragraph("Source : le rapport, 2025.", "source", lang=lang),
                    Figure(SVG, "Frise de mai 2024", "Le chemin", "relevé", Table("Les jours", ["Phase"], [["Tronc"]])),
                ],
                sections=[told],
                anchor="cohorte",
                new_page=True,
                eyebrow="Introduction",
                lang=lang,
            ),
            Section("Conclusion", [Paragraph("Fin.")], new_page=True, lang=lang),
        ],
    }
    return Document(language=language, **(parts | changes))
