import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from fabrique.core import handler

django_application = handler.application()

from servestatic import ServeStaticASGI  # noqa: E402  settings come first

from fabrique.core import static_files  # noqa: E402  settings come first
from fabrique.core.bodies import KeptInMemory  # noqa: E402  settings come first
from fabrique.core.live.streams import LiveStreams  # noqa: E402  settings come first

application = ServeStaticASGI(KeptInMemory(LiveStreams(django_application)), **static_files.options())
