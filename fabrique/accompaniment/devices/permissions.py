"""Who may say what a way of accompanying is: the association's team (`animate`)."""

from fabrique.core.permissions import permission
from fabrique.ground.people.permissions import animate


@permission
def edit_device(person, _device):
    animate(person)
