import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_wsgi_application()

from servestatic import ServeStatic  # noqa: E402  settings come first

from fabrique.core import static_files  # noqa: E402

application = ServeStatic(django_application, **static_files.options())
