from fabrique.ground.people.views import administration, entrance, own

__all__ = ["administration", "entrance", "own"]
