"""A colour picture and a page as text, compared between processes: `python -m tests.offline.illustrator.drawings`."""

import hashlib
import json

from inkwell.core.image_models import ImageRequest
from inkwell_offline.illustrator import manifest, svg

PROMPT = "Bella the bunny discovers a magical forest with mushrooms and fairies"


def drawings() -> str:
    """What is drawn, and what is said to be on it."""
    lines = []
    for medium in ("colour", "line_art"):
        request = ImageRequest(PROMPT, seed=7, medium=medium, hints={"audience": "adult"})
        drawn = hashlib.sha256(svg(request).encode()).hexdigest()
        lines.append(f"{drawn} {json.dumps(manifest(request), sort_keys=True)}\n")
    return "".join(lines)


if __name__ == "__main__":
    print(drawings(), end="")
