"""Requests and responses of the picture book endpoints, to the letter of the contract."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from inkwell.bodies import Body, Text
from inkwell.picture_books.options import OneOf

MAX_PROMPT = 500
MAX_REFERENCES = 3

PictureStatus = Literal["pending", "generating", "complete", "failed"]
ExtraType = Literal["close-up", "wide-shot"]

_URL = "To be read for an hour; null unless the picture is complete"


class StartStoryRequest(Body):
    """The wish for a story. Forms send texts only, so an option is a text; the empty one means any."""

    model_config = ConfigDict(strict=False)

    prompt: Annotated[str, Text(MAX_PROMPT)] = Field(
        description="What the story is about; in the tier `bible` the passage",
        examples=["A little fox who wants to see the sea"],
    )
    protagonist_age: Annotated[str, OneOf("protagonist_age")] = ""
    protagonist_gender: Annotated[str, OneOf("protagonist_gender")] = ""
    character_type: Annotated[str, OneOf("character_type")] = ""
    num_characters: Annotated[str, OneOf("num_characters")] = ""
    writing_style: Annotated[str, OneOf("writing_style")] = ""
    conflict_type: Annotated[str, OneOf("conflict_type")] = ""
    art_style: Annotated[str, OneOf("art_style")] = ""
    length: Annotated[str, OneOf("length")] = ""
    reference_images: list[bytes | str] = Field(
        default_factory=list,
        max_length=MAX_REFERENCES,
        description=(
            "Pictures that show how the hero looks: files in a form, else each a public URL, or the key or URL of a "
            "picture of the visitor's"
        ),
    )


class ExtraImage(BaseModel):
    """An extra picture of a scene."""

    index: int
    status: PictureStatus
    url: str | None = Field(description=_URL)
    type: ExtraType


class SceneImage(BaseModel):
    """The pictures of a scene: the main one, and the extra ones."""

    status: PictureStatus = Field(description="Of the main picture")
    url: str | None = Field(description=_URL)
    extra_images: list[ExtraImage] = Field(description="Two where a small child listens, else none")


class ExtraRetried(BaseModel):
    """An extra picture that is drawn again."""

    status: Literal["generating"] = "generating"


class PrintedBook(BaseModel):
    """A book for print."""

    status: PictureStatus
    url: str | None = Field(description="The file, to be read for an hour; null unless the book is complete")


class PictureBookError(BaseModel):
    """An error of a JSON endpoint."""

    error: str = Field(description="What went wrong, and what to change")
