"""Hills at evening, drawn by us: the demonstration shows where a photograph goes, and takes nobody's."""

import math
import random
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1600, 1000)
SKY = ((246, 226, 196), (120, 168, 168))
NEAR, FAR = (11, 59, 57), (140, 178, 174)
RIDGES = 5


@cache
def draw(seed: int) -> bytes:
    """The same seed gives the same picture."""
    chance = random.Random(seed)  # noqa: S311  the shape of hills
    width, height = SIZE
    picture = sky(width, height)
    pen = ImageDraw.Draw(picture)
    sun = chance.randrange(width // 5, width - width // 5), height // 3
    pen.ellipse([sun[0] - 60, sun[1] - 60, sun[0] + 60, sun[1] + 60], fill=(252, 240, 214))
    picture = picture.filter(ImageFilter.GaussianBlur(3))
    pen = ImageDraw.Draw(picture)
    for number in range(RIDGES):
        share = number / (RIDGES - 1)
        base = height * (0.42 + 0.13 * number)
        pen.polygon([(0, height), *ridge(chance, base, 90 - 12 * number), (width, height)], fill=mix(FAR, NEAR, share))
        if number == RIDGES - 2:
            village(pen, chance, base)
    water(pen, chance)
    output = BytesIO()
    picture.save(output, "JPEG", quality=80, optimize=True)
    return output.getvalue()


def mix(one: tuple[int, ...], other: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def sky(width: int, height: int) -> Image.Image:
    picture = Image.new("RGB", (1, height))
    for y in range(height):
        picture.putpixel((0, y), mix(SKY[1], SKY[0], min(1, y / (height * 0.6))))
    return picture.resize((width, height))


def ridge(chance: random.Random, base: float, swing: float) -> list[tuple[float, float]]:
    waves = [(chance.uniform(0.5, 1) / n, chance.uniform(0.8, 1.3) * n, chance.uniform(0, 6)) for n in range(1, 6)]
    return [
        (x, base - swing * sum(a * math.sin(f * 2 * math.pi * x / SIZE[0] + p) for a, f, p in waves))
        for x in range(0, SIZE[0] + 8, 8)
    ]


def village(pen: ImageDraw.ImageDraw, chance: random.Random, base: float) -> None:
    left = chance.randrange(300, 900)
    for number in range(6):
        x, wide, tall = left + 62 * number, chance.randrange(40, 56), chance.randrange(30, 60)
        pen.rectangle([x, base - tall, x + wide, base + 40], fill=(231, 214, 190))
        pen.polygon(
            [(x - 6, base - tall), (x + wide / 2, base - tall - 26), (x + wide + 6, base - tall)], fill=(138, 92, 54)
        )


def water(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    height = SIZE[1]
    middle = chance.randrange(500, 1100)
    pen.ellipse([middle - 320, height - 120, middle + 320, height - 40], fill=(197, 214, 207))
    for number in range(4):
        y = height - 104 + 16 * number
        pen.line([(middle - 180 + 30 * number, y), (middle + 150 - 20 * number, y)], fill=(246, 226, 196), width=2)
