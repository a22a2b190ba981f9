"""Speed and memory of the offline illustrator.

    python -m bench.illustrator

Every picture is drawn in a fresh process. Times are seconds of processor time, and ratios to a fixed Pillow operation
that is measured beside them, because machines differ; the limits are those of a developer's machine.
"""

import json
import resource
import subprocess
import sys
import time
from typing import Any

CASES: dict[str, tuple[dict[str, Any], str]] = {
    **{
        f"line page 2550x3300, {reader}": (
            {"medium": "line_art", "size": (2550, 3300), "hints": {"audience": reader}},
            "<= 0.6 s",
        )
        for reader in ("toddler", "children", "tween", "teen", "adult")
    },
    "colour 1024x1024": ({"size": (1024, 1024)}, "<= 1.2 s"),
    "colour 1024x1024, watercolor": ({"size": (1024, 1024), "hints": {"art_style": "watercolor"}}, ""),
    "sheet 2x2 1024x1024": ({"size": (1024, 1024), "hints": {"layout": "sheet_2x2"}}, ""),
    "colour 2588x3375": ({"size": (2588, 3375)}, "< 500 MB"),
}
PROMPT = "Bella the bunny discovers a magical forest with mushrooms and fairies"
ROUNDS = 3


def reference() -> float:
    """Seconds for reducing and blurring a letter page: the measure of the machine."""
    from PIL import Image, ImageFilter

    page = Image.linear_gradient("L").resize((2550, 3300))
    start = time.process_time()
    page.resize((1275, 1650), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(4))
    return time.process_time() - start


def measure(name: str) -> dict[str, float]:
    """Best of some rounds of one case in this process, beside the reference, and the process's peak memory."""
    from inkwell.core.ports import ImageRequest
    from inkwell_offline.illustrator import Illustrator
    from inkwell_offline.illustrator.gallery import Unheard

    values, _ = CASES[name]
    request = ImageRequest(PROMPT, seed=1, **values)
    times, references = [], []
    for _ in range(ROUNDS):
        references.append(reference())
        start = time.process_time()
        result = Illustrator().generate(request, Unheard())
        times.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    return {"seconds": min(times), "reference": min(references), "peak": peak, "kilobytes": len(result.data) / 1000}


def main() -> None:
    """Print one line for each case."""
    print(f"{'case':32}{'s':>8}{'ratio':>8}{'peak MB':>9}{'file kB':>9}  limit")
    for name, (_, limit) in CASES.items():
        done = subprocess.run([sys.executable, __file__, name], check=True, capture_output=True, text=True)
        found = json.loads(done.stdout)
        ratio = found["seconds"] / found["reference"]
        print(f"{name:32}{found['seconds']:8.2f}{ratio:8.1f}{found['peak']:9.0f}{found['kilobytes']:9.0f}  {limit}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()
