"""Art styles that this deployment offers."""

from inkwell.settings import StorySettings, load


def supported(style: str) -> str:
    """The style itself, checked to be one that this deployment offers.

    Raises:
        ValueError: this deployment does not offer it.
    """
    if style not in load(StorySettings).art_styles:
        raise ValueError("Unsupported art style")
    return style
