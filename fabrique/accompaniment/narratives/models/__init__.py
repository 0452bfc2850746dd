from fabrique.accompaniment.narratives.models.around import Reply, Reuse
from fabrique.accompaniment.narratives.models.narratives import Narrative
from fabrique.accompaniment.narratives.models.passages import Passage
from fabrique.accompaniment.narratives.models.strategy import Carrier, LocalMedia, StrategyLine

__all__ = ["Carrier", "LocalMedia", "Narrative", "Passage", "Reply", "Reuse", "StrategyLine"]
