from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("fabrique")
except PackageNotFoundError:  # run from a folder that was not installed
    VERSION = "unknown"
