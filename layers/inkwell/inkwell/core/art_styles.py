"""Art styles, in words for picture models. A new style is a new row."""

from collections.abc import Mapping

#: The looks of the shipped styles. Words that name a thing ("palette", "story book") are avoided: models would draw it.
LOOKS: Mapping[str, str] = {
    "photorealistic": "Photorealistic, natural light, fine detail, shallow depth of field",
    "watercolor": "Watercolor, soft washes, gentle bleeding edges",
    "cartoon": "Cartoon style, clean outlines, flat bright colors",
    "anime": "Anime style, clean lines, luminous colors",
    "comic": "Comic style, strong ink outlines, halftone shading",
    "oil-painting": "Oil painting, rich colors, visible brush strokes",
    "pencil-sketch": "Pencil sketch, graphite shading, no color",
    "pixel-art": "Pixel art, few colors, crisp square pixels",
    "3d-render": "3D render, soft global illumination, rounded shapes",
    "storybook": "Children's book illustration, warm colors, gentle light",
    "line-art": "Line art, clean black outlines on white, no shading, no color",
}


def look(style: str) -> str:
    """The look of a style, in words for a picture model; a style that a deployment adds is described by its name."""
    return LOOKS.get(style) or f"In the art style {style.replace('-', ' ')}"
