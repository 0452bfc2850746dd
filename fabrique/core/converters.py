class CodeConverter:
    """A public code: what `PublicCodeField` holds."""

    regex = "[-a-z0-9]{1,60}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
