"""The colouring page of a scene: the same moment as line art, from the same prompt. Pure."""

import hashlib

from inkwell.core.image_models import PRINT_PAGE
from inkwell.core.jobs import SIDE_BY_SIDE, Job, JobRecord
from inkwell.core.names import derived_id, run_name
from inkwell.core.pictures import SIBLING, Brief, Picture
from inkwell.core.prompting import IDENTITY_OF_CHARACTER, INK, MARGIN, NO_TEXT
from inkwell.picture_books.data import COLORING, SceneData
from inkwell.picture_books.scenes import ASPECT_RATIO, MAIN, SHOWS_SCENE, scene_hints

#: A letter page across, as wide as the scene, in pixels at 300 dpi.
PIXELS = (3300, 2550)

#: The most fresh attempts at a page that our check refuses.
CORRECTIONS = 2

#: Looks of the page, by the reader that its standard is made for.
_DRAWN = {
    "toddler": "Few large, simple shapes with wide open areas; thick, bold outlines of even weight",
    "children": "Clear shapes of good size; outlines of medium weight",
}
_SAME_PICTURE = "Show the same moment as the reference picture, as outlines"


def coloring_id(scene_id: str) -> str:
    """The id of the job that draws a scene's colouring page: there is one, whoever asks how often."""
    return derived_id(scene_id, COLORING)


def coloring_job(record: JobRecord) -> JobRecord:
    """The job that draws the colouring page of a scene, which it belongs to."""
    scene, job_id = SceneData.of(record.job), coloring_id(record.job.id)
    audience = "toddler" if scene.story.options.get("protagonist_age") == "toddler" else "children"
    main = record.picture(MAIN)
    references = [f"{SIBLING}{record.job.id}/{MAIN}"] if main and main.shown else []
    sentences = [
        f"Coloring book page for small children: {scene.image_prompt}",
        *([_SAME_PICTURE, IDENTITY_OF_CHARACTER] if references else []),
        _DRAWN[audience],
        INK,
        MARGIN,
        NO_TEXT,
    ]
    brief = Brief(
        " ".join(sentence.rstrip(" .") + "." for sentence in sentences),
        role="quality",
        aspect_ratio=ASPECT_RATIO,
        medium="line_art",
        references=references,
        seed=int.from_bytes(hashlib.sha256(record.job.id.encode()).digest()[:3]),
        hints={**scene_hints(scene), "audience": audience, "references": [SHOWS_SCENE] * len(references)},
        size=PIXELS,
        finish=PRINT_PAGE,
        corrections=CORRECTIONS,
    )
    job = Job(job_id, COLORING, record.job.owner, required=(MAIN,), parent=record.job.id)
    return JobRecord(job, [Picture(job_id, MAIN, brief, SIDE_BY_SIDE, run_name(job_id))])
