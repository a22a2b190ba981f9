"""What the core needs from the world, as protocols that `inkwell.aws`, `.providers` and `.imaging` fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Medium = Literal["colour", "line_art"]


@dataclass(frozen=True, slots=True)
class ImageInput:
    """An encoded picture that goes along with a request.

    Args:
        data: the encoded bytes.
        media_type: image/png, image/jpeg or image/webp.
        name: what it is to the request, such as "source" or "anchor"; a model may use it in its instructions.
    """

    data: bytes
    media_type: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """One picture to draw.

    Args:
        prompt: all that a model working from words alone needs to know.
        aspect_ratio: width to height, as "9:16".
        references: pictures whose character or style is to be kept, most important first.
        seed_image: the picture to start from (image to image, inpainting).
        mask: white where `seed_image` is to be repainted; the same size.
        seed: makes the result repeatable where the model can.
        medium: a colour picture, or black line art on white.
        size: exact pixels wanted; a model may answer with others of the same ratio.
        hints: structured facts behind the prompt for models that use them, such as view, style, audience, layout.
    """

    prompt: str
    aspect_ratio: str = "1:1"
    references: Sequence[ImageInput] = ()
    seed_image: ImageInput | None = None
    mask: ImageInput | None = None
    seed: int | None = None
    medium: Medium = "colour"
    size: tuple[int, int] | None = None
    hints: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImageResult:
    """A drawn picture.

    Args:
        data: the encoded bytes.
        media_type: their real type.
        width, height: pixels.
        model: provider and model that drew it, as "offline/illustrator".
        seed: the seed it was drawn with, when known.
        cost_micros: what it cost, in millionths of a US dollar.
        fallback_for: the models that should have drawn it and why they did not; None when the first choice did.
        counted: whether its attempt has already counted the request and its cost as paid.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    model: str
    seed: int | None = None
    cost_micros: int = 0
    fallback_for: str | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Finished:
    """A drawn picture as it will be stored.

    Args:
        data, media_type, width, height: as in `ImageResult`.
        thumbnail: a small copy as an encoded JPEG, where the finisher makes one.
        correction: a sentence that asks a model for what the check missed; None when the picture passes.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    thumbnail: bytes | None = None
    correction: str | None = None


class Finisher(Protocol):
    """The step between a model and the store: brings a picture to its size and checks it."""

    def finish(self, result: ImageResult, size: tuple[int, int] | None) -> Finished:
        """Finish what a model drew.

        Args:
            size: width and height in pixels that the stored picture must have.
        """


class AttemptMemory(Protocol):
    """The durable memory of one try at a picture or text: a repeated task finds what the killed one had started."""

    @property
    def name(self) -> str:
        """What names this try among all of them."""

    @property
    def request_id(self) -> str | None:
        """The provider's id of the request that is already running for this try, if one was stored."""

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """Store, before a paid request is sent, that this worker sends it and no other.

        Args:
            note: takes the place of `request_id`.
            requests, cost_micros: what `paid` shall count in the same write.

        Raises:
            AttemptTaken: what is stored is not what this worker knows, or nobody wants the result any more.
        """

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """Store the provider's request id; call it before waiting for the result.

        Args:
            request_id: what the running request is found by; empty when none is (any more).
            requests, cost_micros: what `paid` shall count in the same write.
        """

    def paid(self, requests: int, cost_micros: int) -> None:
        """Count requests that a provider charges for, and what they cost in millionths of a US dollar.

        A model that reports costs need not call it: whoever hands out models counts for it.
        """

    def progress(self, percent: int) -> None:
        """Report 0..100, whenever the provider tells."""


class ImageModel(Protocol):
    """Draws pictures. Raises the `ModelError` family, or AttemptTaken, and nothing else."""

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """Draw one picture."""


@dataclass(frozen=True, slots=True)
class TextRequest:
    """One structured text to write.

    Args:
        system: who the writer is and what rules hold.
        prompt: what to write.
        schema: the JSON schema the answer must satisfy.
        schema_name: a short name for it.
        images: pictures the writer should look at.
        seed: makes the result repeatable where the model can.
        hints: structured facts behind the prompt for models that use them.
        timeout: seconds after which nobody waits for the text any more; None for the model's own patience.
    """

    system: str
    prompt: str
    schema: Mapping[str, Any]
    schema_name: str
    images: Sequence[ImageInput] = ()
    seed: int | None = None
    hints: Mapping[str, Any] = field(default_factory=dict)
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class TextResult:
    """A text that satisfies the schema, as parsed JSON; `model` and `cost_micros` as in `ImageResult`."""

    data: dict[str, Any]
    model: str
    cost_micros: int = 0


class TextModel(Protocol):
    """Writes structured texts. Raises the `ModelError` family, or AttemptTaken, and nothing else."""

    def complete(self, request: TextRequest) -> TextResult:
        """Write one text."""


class ObjectStore(Protocol):
    """Where pictures and files are kept, by key."""

    def get(self, key: str) -> tuple[bytes, str]:
        """The bytes and their media type. Raises NotFound."""

    def put(self, key: str, data: bytes, media_type: str, metadata: Mapping[str, str] | None = None) -> None:
        """Store; an object of that key is replaced."""

    def head(self, key: str) -> "StoredObject | None":
        """What is known of an object, or None."""

    def delete(self, keys: Sequence[str]) -> None:
        """Remove objects; those already gone do not matter."""

    def delete_prefix(self, prefix: str) -> None:
        """Remove every object below a prefix."""

    def url(self, key: str) -> str:
        """A presigned URL to read an object."""

    def upload_url(self, key: str, media_type: str, size: int | None, lifetime: int) -> str:
        """A presigned URL to PUT one object of exactly this type and, when given, this many bytes, for `lifetime` s."""

    def key_of(self, url: str) -> str | None:
        """The key that a URL of this store means, signed or not; None for any other URL."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """What the store knows of an object: its size in bytes, media type, and the metadata it was stored with."""

    size: int
    media_type: str
    metadata: Mapping[str, str]


RunState = Literal["running", "ended", "absent"]


class Workflows(Protocol):
    """Runs of state machines, by workflow and run name."""

    def start(self, workflow: str, run: str, job_id: str) -> bool:
        """Start a run; one of the same name that was started before is left as it is. False when that one has ended."""

    def stop(self, workflow: str, run: str) -> None:
        """Stop a run; one that has ended or never was does not matter."""

    def state(self, workflow: str, run: str) -> RunState:
        """Whether a run is under way."""


class ImageModels(Protocol):
    """The picture models of this deployment, by role."""

    def for_request(self, role: str, request: ImageRequest) -> ImageModel:
        """The model that draws such a request."""


@dataclass(frozen=True, slots=True)
class SourcePicture:
    """A picture that a caller gave, checked and cleaned: decodable, upright, without metadata.

    Args:
        public_url: where the caller had it from, when that is a URL which stays good.
    """

    data: bytes
    media_type: str
    public_url: str | None = None

    @property
    def extension(self) -> str:
        """What its file name ends with."""
        return self.media_type.rpartition("/")[2].replace("jpeg", "jpg")


class PictureSources(Protocol):
    """Takes in the pictures that callers point to."""

    def take(self, owner: str, address: str, *, field: str, patience: float | None = None) -> SourcePicture:
        """The picture at a public URL, or one that `owner` uploaded here, by its key or URL.

        Args:
            patience: seconds that fetching a URL may take; None for as long as is usual.

        Raises:
            InvalidInput: there is none, or none that we take; it names `field`.
        """
