import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_asgi_application()

from servestatic import ServeStaticASGI  # noqa: E402  settings come first

from fabrique.core import static_files  # noqa: E402
from fabrique.core.bodies import KeptInMemory  # noqa: E402

application = ServeStaticASGI(KeptInMemory(django_application), **static_files.options())
