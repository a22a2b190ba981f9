"""Requests and responses about projects, heroes and jobs, to the letter of the contract."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from inkwell.bodies import Body, Text
from inkwell.coloring_books.ids import uuid_text
from inkwell.coloring_books.options import Audience, Complexity, LineWeight, StylePreset, TrimSize
from inkwell.coloring_books.store import ProjectStatus

#: The most pages of a project.
MAX_PAGES = 45

Name = Annotated[str, Text(100)]
Uuid = Annotated[str, AfterValidator(uuid_text), Field(json_schema_extra={"format": "uuid"})]
PageCount = Annotated[int, Field(ge=1, le=MAX_PAGES)]
PageType = Literal["illustration", "text-focus", "pattern", "educational"]
JobStatus = Literal["pending", "processing", "completed", "failed", "cancelled"]


class CreateProjectRequest(Body):
    """A new colouring book."""

    name: Name = Field(examples=["Bella's Adventure"])
    pageCount: PageCount = Field(examples=[40])
    audience: Audience
    stylePreset: StylePreset
    trimSize: TrimSize = "8.5x11"
    heroId: Uuid | None = Field(None, description="A hero of yours")


class UpdateProjectRequest(Body):
    """Changes of a project: its name, its hero. The other fields must have the values that the project has."""

    name: Name | None = Field(None, examples=["New Name"])
    heroId: Uuid | None = Field(None, description="A hero of yours; null for none")
    audience: Audience | None = None
    stylePreset: StylePreset | None = None
    pageCount: int | None = None
    trimSize: TrimSize | None = None
    lineWeight: LineWeight | None = None
    complexity: Complexity | None = None


class ProjectEntry(BaseModel):
    """A project in a list."""

    id: str
    name: str
    status: ProjectStatus
    pageCount: int
    audience: Audience
    stylePreset: StylePreset
    heroId: str | None
    thumbnailUrl: str | None = Field(description="A small copy of the first page")
    createdAt: str
    updatedAt: str


class ProjectList(BaseModel):
    """A page of projects."""

    projects: list[ProjectEntry]


class HeroEntry(BaseModel):
    """A hero in a list."""

    id: str
    name: str
    audience: Audience
    thumbnailUrl: str
    timesUsed: int
    createdAt: str


class HeroList(BaseModel):
    """A page of heroes."""

    heroes: list[HeroEntry]


class Hero(HeroEntry):
    """A hero."""

    description: str
    referenceUrl: str = Field(description="The reference sheet: front, three-quarter, side and back view")


class BookPage(BaseModel):
    """A page of a project."""

    id: str
    sortOrder: int = Field(description="Its number, from 1")
    pageType: PageType
    currentVersion: int = Field(description="0 while the page is blank")
    sceneBrief: str | None
    thumbnailUrl: str | None
    imageUrl: str | None


class Project(ProjectEntry):
    """A project with all its pages."""

    trimSize: TrimSize
    lineWeight: LineWeight
    complexity: Complexity
    hero: Hero | None
    styleAnchorUrl: str | None
    pages: list[BookPage]


class CreateHeroRequest(Body):
    """A new hero."""

    name: Name = Field(examples=["Bella"])
    description: Annotated[str, Text(500, min_length=10)] = Field(
        examples=["A friendly white bunny with floppy ears and a pink bow"]
    )
    audience: Audience


class JobStarted(BaseModel):
    """A job that was accepted."""

    jobId: str
    status: JobStatus
    blotsReserved: int = Field(examples=[15])


class BookJob(BaseModel):
    """A job."""

    id: str
    status: JobStatus
    totalItems: int
    completedItems: int
    failedItems: int
    blotsSpent: int
    currentStage: str = Field(examples=["Drawing the reference sheet..."])
    heroId: str | None = Field(description="Of a job that draws a hero: the hero, once there is one")


class CancelledJob(BaseModel):
    """A job that was cancelled."""

    status: Literal["cancelled"] = "cancelled"
    blotsRefunded: int = Field(description="Blots that went back to the account")
