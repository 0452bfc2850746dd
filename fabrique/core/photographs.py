"""A photograph somebody sends: set upright, made small, and emptied of what it says of the place and of the device.

Only its pixels are kept: they are written again as a JPEG, whatever came with them stays behind.
"""

from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from fabrique.core import uploads
from fabrique.core.permissions import Denied

SIDE = 1600  # what a page of paper needs across, at 250 points an inch
QUALITY = 82
# unfolded in memory whole: a JPEG may be read at a fraction of its size, a PNG may not
LARGEST = {"JPEG": 60_000_000, "PNG": 25_000_000}
ACCEPTED = ".png,.jpg"

Image.MAX_IMAGE_PIXELS = None  # the size is asked below, before anything is unfolded, and said in words


@dataclass(frozen=True)
class Developed:
    data: bytes
    width: int
    height: int


def develop(file: File) -> Developed:
    """Its pixels as a JPEG of 1,600 points across at most, or `Denied` with the sentence that says how to mend it."""
    if uploads.recognise(file) not in (uploads.PNG, uploads.JPEG):
        raise Denied(_("Donnez une image PNG ou JPEG."))
    try:
        with Image.open(file, formats=["JPEG", "PNG"]) as picture:
            kind = "PNG" if picture.format == "PNG" else "JPEG"
            if picture.width * picture.height > LARGEST[kind]:
                raise Denied(
                    _("Cette image a trop de points pour être lue ici : réduisez-la, 1 600 points de large suffisent.")
                )
            return printed(picture)
    except (OSError, ValueError, SyntaxError) as fault:
        raise Denied(
            _("Cette image ne s’ouvre pas : elle est abîmée, ou incomplète. Enregistrez-la de nouveau.")
        ) from fault
    finally:
        file.seek(0)


def printed(picture: Image.Image) -> Developed:
    picture.draft("RGB", (SIDE, SIDE))
    picture.thumbnail((SIDE, SIDE))
    upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        ground = Image.new("RGBA", upright.size, "white")
        ground.alpha_composite(upright.convert("RGBA"))
        upright = ground
    output = BytesIO()
    pixels = upright.convert("RGB")
    pixels.info.clear()
    pixels.save(output, "JPEG", quality=QUALITY, optimize=True)
    return Developed(output.getvalue(), *pixels.size)
