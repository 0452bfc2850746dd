from fabrique.ground.referentials.enums import ReferentialKey


class ReferentialConverter:
    """A referential named in an address."""

    regex = "|".join(ReferentialKey.values)

    def to_python(self, value: str) -> ReferentialKey:
        return ReferentialKey(value)

    def to_url(self, value: str) -> str:
        return str(value)
