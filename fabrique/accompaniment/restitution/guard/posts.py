"""Posts that have few holders in any territory: recognised in findings and quotations without being asked.

Other texts may name them: a recommendation is addressed to somebody.
"""

from fabrique.accompaniment.restitution.guard.shapes import Entry, Kind

HELD_BY_FEW = {
    "l’exécutif": ["maire", "premier adjoint", "président de la communauté de communes", "président de l’agglomération", "président de la communauté d’agglomération", "président de la métropole", "président de l’EPCI", "président de l’intercommunalité", "président du pays", "président du syndicat", "directeur de cabinet", "chef de cabinet"],
    "la direction des services": ["directeur général des services", "directeur général adjoint", "directeur général", "DGS", "secrétaire de mairie", "secrétaire général de mairie", "directeur de l’EPCI", "directeur de la communauté de communes", "directeur des services techniques"],
    "les services de l’État": ["préfet", "délégué du préfet", "architecte des bâtiments de France", "commandant de gendarmerie"],
    "la représentation nationale": ["député", "sénateur"],
    "les autres collectivités": ["président du département", "président de la région", "conseiller départemental"],
    "l’école": ["directeur de l’école", "principal du collège", "proviseur"],
    "une personne engagée localement": ["curé", "président de l’office de tourisme"],
}  # fmt: skip
POSTS = tuple(Entry(name, Kind.POST, instead=instead) for instead, names in HELD_BY_FEW.items() for name in names)
