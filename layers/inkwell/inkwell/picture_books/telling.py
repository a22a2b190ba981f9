"""Use cases of telling: a story begins, and a choice leads to its next scene.

A scene is a job. Its text comes from a text model while the visitor waits; its pictures are drawn after that.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from inkwell.core.accepting import accept
from inkwell.core.again import until_stored
from inkwell.core.asking import TIME_LIMIT, ask
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import InvalidInput, ModelRefused, NotFound, RequestInProgress, StaleRecord
from inkwell.core.idempotency import Claim, IdempotencyStore, Response, fingerprint, once
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.names import new_id
from inkwell.core.pictures import SIBLING
from inkwell.core.safety import screen, softened
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.core.text_models import TextModel
from inkwell.core.timestamps import now, timestamp
from inkwell.picture_books.budget import Spend, of_scene, of_story
from inkwell.picture_books.data import SCENE, Read, SceneData, Story
from inkwell.picture_books.models import StartStoryRequest
from inkwell.picture_books.options import GOALS, USUAL_LENGTH, chosen
from inkwell.picture_books.reading import opened
from inkwell.picture_books.scenes import AUDIENCE, MAIN, picture_count, pictures, scene_of, text_request
from inkwell.picture_books.store import Book, BookStore, Session
from inkwell.picture_books.tiers import TIERS, Tier

#: Seconds between two looks for a scene that another request tells.
_LOOK_EVERY = 0.5

#: The wish that is told where a provider refuses the visitor's own.
_PLAYFUL = "A playful surprise that makes children laugh"


class Telling:
    """The teller of all stories.

    Args:
        books, jobs, workflows, claims: the ports that the methods need.
        model: the text model for an attempt of that name; a repeated attempt of the same name pays nothing twice.
        clock, sleep: seconds, as `time.monotonic` and `time.sleep`.
    """

    def __init__(
        self,
        books: BookStore,
        jobs: JobStore,
        workflows: Workflows,
        claims: IdempotencyStore,
        model: Callable[[str], TextModel],
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._books = books
        self._jobs = jobs
        self._workflows = workflows
        self._claims = claims
        self._model = model
        self._clock = clock
        self._sleep = sleep

    def start(
        self,
        visitor: str,
        tier: Tier,
        wish: StartStoryRequest,
        keep: Callable[[str, str, Sequence[bytes | str]], tuple[str, ...]],
        spend: Spend,
        claim: Claim,
    ) -> Response:
        """Begin a story: tell its first scene and start drawing it. The response's body names the scene.

        Args:
            keep: stores the visitor's pictures, as `inkwell.picture_books.references.References.keep`.
            claim: the claim on the request's Idempotency-Key.

        Raises:
            BlockedText: the safety gate blocks the wish, in a tier that does not soften it.
            InvalidInput: a picture cannot be used, or the provider's moderation refuses the wish.
            RateLimited: the visitor, their address or all visitors together have had enough for today.
            ModelError: the text model did not deliver.
        """
        until = self._clock() + TIME_LIMIT
        prompt = _screened(tier, wish.prompt)
        options = chosen(tier.key, wish.model_dump(exclude={"prompt", "reference_images"}))
        goal = GOALS[options.pop("length", USUAL_LENGTH)]
        begun_at = now()
        story_id = new_id()
        story = Story(story_id, tier.key, prompt, options, goal, random.getrandbits(31), "", timestamp(begun_at))
        spend(of_story(picture_count(story)))
        story = replace(story, references=keep(visitor, story_id, wish.reference_images))
        scene = self._told(story, (), story_id, until)
        scene = replace(scene, story=replace(scene.story, title=scene.title))
        session = Session.begun(visitor, tier.key, story_id, begun_at)
        return self._accepted(visitor, story_id, scene, None, claim, [self._books.begun(session)])

    def choose(self, visitor: str, tier: Tier, scene_id: str, choice_id: str, spend: Spend) -> str:
        """The id of the scene that a choice leads to: told now, or before.

        Two requests for one choice at the same moment tell one scene: the second one waits for it.

        Raises:
            Unauthenticated, NotFound: as `opened` says; NotFound for an unknown choice, too.
            RequestInProgress: another request tells the scene, and has not done so in time.
            RateLimited: the visitor, or all visitors together, have had enough for today.
            ModelError: the text model did not deliver.
        """
        until = self._clock() + TIME_LIMIT
        while True:
            _, record = opened(self._books, visitor, tier, scene_id)
            scene = SceneData.of(record.job)
            if scene.choice(choice_id) is None:
                raise NotFound("There is no such choice")
            if told := scene.next.get(choice_id):
                return told
            try:
                return self._next(visitor, record, scene, choice_id, spend, until)
            except (RequestInProgress, StaleRecord):
                if self._clock() + _LOOK_EVERY > until:
                    raise RequestInProgress("The next scene is still being told: please try again") from None
                self._sleep(_LOOK_EVERY)

    def _next(
        self, visitor: str, record: JobRecord, scene: SceneData, choice_id: str, spend: Spend, until: float
    ) -> str:
        scene_id = record.job.id
        name = f"{scene_id}/{choice_id}"

        def work(claim: Claim) -> Response:
            spend(of_scene(picture_count(scene.story)))
            choice = scene.choice(choice_id) or ""
            read = Read(scene_id, scene.title, scene.text, scene.image_prompt, choice)
            told = self._told(scene.story, (*scene.before, read), name, until)
            next_id = new_id()
            leads = self._books.chosen(scene_id, choice_id, next_id)
            return self._accepted(visitor, next_id, told, self._last_picture(record, scene), claim, [leads])

        response = once(self._claims, visitor, f"choice {name}", fingerprint("POST", name, None), work)
        return str(response.body["scene_id"])

    def _told(self, story: Story, before: Sequence[Read], name: str, until: float) -> SceneData:
        """The next scene of a story.

        Args:
            name: of the attempt at its text.
        """
        model = self._model(name)

        def tell(story: Story) -> SceneData:
            return ask(
                model,
                text_request(story, before),
                lambda draft: scene_of(draft, story, before),
                within=until - self._clock(),
                clock=self._clock,
                sleep=self._sleep,
            )

        try:
            return tell(story)
        except ModelRefused as error:
            if not TIERS[story.tier].softens:
                raise InvalidInput.field("prompt", "was refused by content moderation, please change it") from error
        return tell(replace(story, prompt=_PLAYFUL))

    def _accepted(
        self,
        visitor: str,
        scene_id: str,
        scene: SceneData,
        last_picture: str | None,
        claim: Claim,
        joined: list[JoinedWrite],
    ) -> Response:
        job = Job(scene_id, SCENE, visitor, required=(MAIN,), data=scene.as_data())
        story = scene.story
        joined.append(self._books.kept(visitor, story.tier, scene_id))
        if scene.is_ending:
            begun_at = datetime.fromisoformat(story.begun_at)
            book = Book(visitor, story.tier, story.id, story.title, scene_id, begun_at)
            joined.append(self._books.finished(book))
        record = JobRecord(job, pictures(scene_id, scene, last_picture))
        response = Response(303, {"scene_id": scene_id})
        # The text is paid for: another write of the same items at the same moment must not lose it.
        return until_stored(
            lambda: accept(self._jobs, self._workflows, record, response, claim, *joined), StaleRecord()
        )

    def _last_picture(self, record: JobRecord, scene: SceneData) -> str | None:
        """The reference to the newest main picture that is finished, of the scene that was read last or one before."""
        main = record.picture(MAIN)
        if main and main.shown:
            return f"{SIBLING}{record.job.id}/{MAIN}"
        for read in reversed(scene.before):
            if any(picture.shown for picture in self._jobs.pictures(read.scene, [MAIN])):
                return f"{SIBLING}{read.scene}/{MAIN}"
        return None


def _screened(tier: Tier, prompt: str) -> str:
    """A visitor's wish, without what is not for children.

    Raises:
        BlockedText: the safety gate blocks it, in a tier that does not soften.
    """
    if tier.softens:
        return softened(prompt, audience=AUDIENCE) or _PLAYFUL
    screen(prompt, field="prompt", audience=AUDIENCE)
    return prompt
