"""Draw docs/sample-character.png, the picture that the demo and the commands of `make run` begin with."""

import sys
from pathlib import Path

from inkwell.core.image_models import ImageRequest
from inkwell_offline.illustrator import Illustrator
from inkwell_offline.illustrator.gallery import Unheard

TARGET = Path(__file__).parents[1] / "docs" / "sample-character.png"
REQUEST = ImageRequest(
    "Juno the fox with a red bow and a teal scarf smiles in a garden, medium shot",
    aspect_ratio="3:4",
    size=(1024, 1365),
    seed=11,
)


def main() -> int:
    """Draw the picture and write it."""
    TARGET.write_bytes(Illustrator().generate(REQUEST, Unheard()).data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
