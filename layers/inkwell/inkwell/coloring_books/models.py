"""Requests and responses about projects, heroes and jobs, to the letter of the contract."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from inkwell.bodies import Body, Text
from inkwell.coloring_books.ids import uuid_text
from inkwell.coloring_books.options import (
    Audience,
    Complexity,
    ExportFormat,
    LineWeight,
    Paper,
    StylePreset,
    TrimSize,
)
from inkwell.coloring_books.page_scenes import PageType
from inkwell.coloring_books.page_store import EditType
from inkwell.coloring_books.store import ProjectStatus

#: The most pages of a project.
MAX_PAGES = 45

Name = Annotated[str, Text(100)]
Uuid = Annotated[str, AfterValidator(uuid_text), Field(json_schema_extra={"format": "uuid"})]
PageCount = Annotated[int, Field(ge=1, le=MAX_PAGES)]
ItemStatus = Literal["pending", "processing", "completed", "failed", "skipped"]
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


class DrawnHero(BaseModel):
    """A hero that is being drawn, and not there yet."""

    jobId: str
    name: str


class HeroList(BaseModel):
    """A page of heroes."""

    heroes: list[HeroEntry]
    drawing: list[DrawnHero] = Field(description="Heroes that are being drawn, newest first; only on the first page")


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
    needsReview: bool = Field(description="Our check found a fault that fresh attempts did not mend")


class PageVersion(BaseModel):
    """A version of a page."""

    version: int
    thumbnailUrl: str
    editType: EditType
    editPrompt: str | None = Field(description="What the caller asked for")
    prompt: str = Field(description="What the model was told")
    model: str = Field(examples=["offline/illustrator"])
    seed: int | None
    needsReview: bool = Field(description="Our check found a fault that fresh attempts did not mend")
    createdAt: str


class PageDetail(BaseModel):
    """A page with its versions."""

    id: str
    projectId: str
    sortOrder: int = Field(description="Its number, from 1")
    pageType: PageType
    currentVersion: int = Field(description="0 while the page is blank")
    sceneBrief: str | None
    imageUrl: str | None
    versions: list[PageVersion] = Field(description="Newest first")


class RestoreRequest(Body):
    """A version to be shown again."""

    version: int = Field(ge=1, examples=[1])


class RestoredPage(BaseModel):
    """A page that shows the version asked for."""

    currentVersion: int
    imageUrl: str


class Project(ProjectEntry):
    """A project with all its pages."""

    trimSize: TrimSize
    lineWeight: LineWeight
    complexity: Complexity
    hero: Hero | None
    jobId: str | None = Field(description="The generation that draws its pages, while one does")
    exportJobId: str | None = Field(description="Its newest export, under way or ended")
    styleAnchorUrl: str | None
    pages: list[BookPage]


class CreateHeroRequest(Body):
    """A new hero."""

    name: Name = Field(examples=["Bella"])
    description: Annotated[str, Text(500, min_length=10)] = Field(
        examples=["A friendly white bunny with floppy ears and a pink bow"]
    )
    audience: Audience


class CalibrateRequest(Body):
    """A subject to try styles on."""

    subject: Annotated[str, Text(200)] = Field(examples=["cute forest animals"])


class StyleSample(BaseModel):
    """A page in one way to draw."""

    id: str
    url: str


class StyleSamples(BaseModel):
    """Pages of one subject: balanced, with more detail, simpler and bolder, more playful."""

    samples: list[StyleSample]
    blotsSpent: int = Field(examples=[10])


class SelectStyleRequest(Body):
    """A choice of a sample."""

    sampleId: Annotated[str, Text(100)] = Field(examples=["2"])


class StyleAnchor(BaseModel):
    """The sample in whose style all pages are drawn."""

    styleAnchorUrl: str
    styleAnchorDescription: str


class EditPageRequest(Body):
    """An edit of a page."""

    type: Literal["regenerate", "quick_action", "inpaint"]
    prompt: Annotated[str, Text(500)] | None = Field(None, examples=["Make the dragon friendlier"])
    action: Literal["simplify", "add_detail"] | None = Field(None, description="Of a `quick_action`")
    maskDataUrl: str | None = Field(
        None,
        description=(
            "Of `inpaint`: a PNG as a `data:` URL, of the page's size in pixels, white where the page is repainted"
        ),
        examples=["data:image/png;base64,..."],
    )
    maskKey: Annotated[str, Text(1024)] | None = Field(
        None, description="In its place: the `key` of an upload of yours with the purpose `inpaint_mask`"
    )


class EditedPage(BaseModel):
    """A new version of a page."""

    version: int
    imageUrl: str
    thumbnailUrl: str
    blotsSpent: int = Field(examples=[12])


class JobStarted(BaseModel):
    """A job that was accepted."""

    jobId: str
    status: JobStatus
    blotsReserved: int = Field(examples=[15])


class GenerateRequest(Body):
    """Pages to be generated."""

    projectId: Uuid
    idea: Annotated[str, Text(500, min_length=3)] = Field(
        examples=["Bella explores a magical forest with mushrooms and fairies"]
    )
    pageNumbers: Annotated[list[int], Field(min_length=1, max_length=MAX_PAGES)] | None = Field(
        None, description="Without them, all pages of the project", examples=[[1, 2, 3]]
    )


class GenerationStarted(JobStarted):
    """A generation that was accepted."""

    totalItems: int
    estimatedSeconds: int = Field(
        description="At the pace of your last generation of about as many pages; before any, 3 s a page"
    )


class JobPage(BaseModel):
    """A page of a generation."""

    pageNumber: int
    status: ItemStatus
    thumbnailUrl: str | None = Field(description="Once the page is there")


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
    pages: list[JobPage] = Field(description="Of a generation: its pages by number; else none")


class ExportRequest(Body):
    """An export of a project."""

    projectId: Uuid
    format: ExportFormat
    includeBleed: bool = False
    blankBacks: bool = Field(True, description="Of `pdf`: the back of each picture stays white")
    pageNumbers: bool = Field(False, description="Of `pdf`: each picture has its number below it")
    titlePage: bool = Field(False, description="Of `pdf`: begins with a title page and a copyright page")
    cover: bool = Field(False, description="Of `pdf`: a cover that wraps the book, as a second file")
    author: Annotated[str, Text(100)] | None = Field(None, description="On the title page and the cover")
    paper: Paper = Field("white", description="It decides how wide the spine is, and how many pages are allowed")


class ExportedFile(BaseModel):
    """A file of an export."""

    downloadUrl: str
    fileName: str
    fileSize: int = Field(description="Bytes")


class PrintWarning(BaseModel):
    """Something that a printer may refuse, or a buyer dislike."""

    code: str = Field(examples=["page_count"])
    message: str
    page: int | None = Field(description="Of the file, where it concerns one")


class PrintFacts(BaseModel):
    """The facts that a printer asks for."""

    trimSize: TrimSize
    widthInches: float = Field(description="Of a page of the file, with bleed")
    heightInches: float
    bleed: bool
    paper: Paper
    pages: int = Field(description="Of the interior")
    pictures: int
    aiGenerated: bool = Field(description="Pictures were made by AI: to be declared to Kindle Direct Publishing")
    spineInches: float
    warnings: list[PrintWarning]


class Export(BaseModel):
    """An export. Its URLs are null until it is completed."""

    status: JobStatus
    downloadUrl: str | None
    expiresAt: str | None = Field(description="The moment until which the URLs can be used; each GET renews them")
    fileSize: int | None = Field(description="Bytes")
    fileName: str | None = Field(examples=["bellas-adventure-interior.pdf"])
    cover: ExportedFile | None = Field(description="The cover, if one was asked for")
    print: PrintFacts | None = Field(description="Of `pdf`")


class CancelledJob(BaseModel):
    """A job that was cancelled."""

    status: Literal["cancelled"] = "cancelled"
    blotsRefunded: int = Field(description="Blots that went back to the account")
