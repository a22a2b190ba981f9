"""The cases of the bench: things that a user does with the studio, each with its usage of AWS."""

import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from PIL import Image

from bench.counting import Meter, Usage
from bench.providers import IDEA, PAGES, WISH, providers
from bench.units import indexes
from inkwell.accounts.passwords import hash_password
from inkwell.accounts.users import User
from inkwell.aws.items import load
from inkwell.aws.ledger import DynamoLedger
from inkwell.aws.users import DynamoUsers
from inkwell.core.blots import grant
from local import Cloud
from local.cfn_yaml import yaml_parse
from tests.support.pictures import encoded

ROOT = Path(__file__).parents[1]
_PATIENCE = 120.0
_PASSWORD = "a password of the bench"
_EXPRESSIONS = ["smile", "serious", "surprised", "angry"]


@dataclass
class Case:
    """A thing that a user does, with its usage of AWS.

    Args:
        name: the thing that the user did.
        pictures: how many pictures were drawn.
        usage: the usage until nothing was under way any more.
        model_micros: the price of the models, in millionths of a US dollar.
    """

    name: str
    pictures: int
    usage: Usage
    model_micros: int


class _User:
    """A user who has signed in and uses the API."""

    def __init__(self, url: str, name: str) -> None:
        self._url = url
        self._name = name
        self._session = requests.Session()
        self._session.trust_env = False
        self.sign_in()

    def sign_in(self) -> None:
        session = self.call("POST", "/v1/auth/sessions", {"username": self._name, "password": _PASSWORD})
        self._session.headers["Authorization"] = f"Bearer {session['access_token']}"

    def call(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        response = self._session.request(
            method, self._url + path, json=body, timeout=_PATIENCE, allow_redirects=False, **options
        )
        response.raise_for_status()
        return response.json() if response.content else None

    def upload(self) -> str:
        """Upload a picture by a presigned URL, and return its key."""
        wanted = {"fileName": "amalia.png", "contentType": "image/png", "purpose": "reference"}
        ticket = self.call("POST", "/api/upload", wanted | {"contentLength": len(_picture())})
        put = requests.put(ticket["uploadUrl"], _picture(), headers={"Content-Type": "image/png"}, timeout=_PATIENCE)
        put.raise_for_status()
        return str(ticket["key"])


class _Visitor:
    """A visitor who reads a picture book."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False

    def call(self, method: str, path: str, **options: Any) -> str:
        """The id of the scene that the response leads to; empty where it leads nowhere."""
        response = self._session.request(method, self._url + path, timeout=_PATIENCE, allow_redirects=False, **options)
        response.raise_for_status()
        return response.headers.get("Location", "").rpartition("/")[2]


@dataclass
class Bench:
    """A running studio with a meter.

    Args:
        cloud: the embedded cloud that it runs in.
        meter: the meter of its usage.
    """

    cloud: Cloud
    meter: Meter
    _seen: set[str] = field(default_factory=set)

    def cases(self, username: str) -> Iterator[Case]:
        """Do all cases as a new user.

        Args:
            username: always of the same length, because it is part of the items that are stored.
        """
        user = self._user(username)
        yield self._case("Sign in", user.sign_in)

        yield self._case("Upload a picture", user.upload)

        source = user.upload()
        self.cloud.drain()
        made: dict[str, Any] = {"name": "Amalia", "sourceImageUrl": source}
        whole = made | {"generateExtended": True, "expressions": _EXPRESSIONS}
        key = {"Idempotency-Key": username}
        yield self._case("Reference kit of 2", lambda: user.call("POST", "/reference-kits", made), 2)
        yield self._case(
            "Reference kit of 2, with an Idempotency-Key",
            lambda: user.call("POST", "/reference-kits", made, headers=key),
            2,
        )
        yield self._case("Reference kit of 8", lambda: user.call("POST", "/reference-kits", whole), 8)

        kit = "/reference-kits/" + next(
            each["id"] for each in user.call("GET", "/reference-kits") if len(each["generationProgress"]) == 8
        )
        yield self._case("Poll of that kit", lambda: user.call("GET", kit))
        yield self._case("List of 3 kits", lambda: user.call("GET", "/reference-kits"))
        yield self._case("Reference redrawn", lambda: user.call("POST", f"{kit}/regenerate/profile"), 1)

        drawn: dict[str, Any] = {}
        duck = {"prompt": "Amalia feeds the ducks", "aspectRatio": "1:1"}
        yield self._case("Picture with a kit", lambda: user.call("POST", f"{kit}/images", duck), 1)
        four = duck | {"numImages": 4}
        yield self._case("4 pictures with a kit", lambda: drawn.update(user.call("POST", f"{kit}/images", four)), 4)
        yield self._case("Poll of these", lambda: user.call("GET", drawn["statusUrl"]))

        told = {"prompt": IDEA, "targetDuration": 15}
        yield self._case("Storyboard", lambda: user.call("POST", "/api/storyboard", told))
        form = {"images": ("reference.png", _picture(), "image/png")}
        shown: dict[str, Any] = {}
        yield self._case(
            "Upload a picture into a project",
            lambda: shown.update(user.call("POST", "/api/upload-images", data={"projectId": username}, files=form)),
        )
        handle = shown["images"][0]["localPath"]
        scene = {"prompt": "A luxury watch", "projectId": username, "sceneIndex": 0}
        started: dict[str, Any] = {}
        yield self._case("Prediction", lambda: started.update(user.call("POST", "/api/generate-image", scene)), 1)
        seeded = scene | {"sceneIndex": 1, "seedImage": handle, "referenceImageUrls": [handle]}
        yield self._case(
            "Prediction with a seed picture and a reference",
            lambda: user.call("POST", "/api/generate-image", seeded),
            1,
        )
        prediction = f"/api/generate-image/{started['predictionId']}"
        yield self._case("Poll of a prediction", lambda: user.call("GET", prediction))
        yield self._case(
            "Picture of a project shown", lambda: user.call("GET", "/api/serve-image", params={"path": handle})
        )

        yield from self._picture_book()

        story = {"story_topic": "A day in ancient Rome", "art_style": "watercolor"}
        task: dict[str, Any] = {}
        yield self._case("Story with 3 pictures", lambda: task.update(user.call("POST", "/v1/images", story)), 3)
        status = f"/v1{task['status_url']}"
        yield self._case("Poll of a story", lambda: user.call("GET", status))
        image = f"/v1/images/{task['task_id']}-1"
        yield self._case("Poll of an image of it", lambda: user.call("GET", image))
        yield self._case("Image of a story redrawn", lambda: user.call("POST", image), 1)

        yield self._case("First look at the Blots", lambda: user.call("GET", "/api/billing/balance"))
        yield self._case("Look at the Blots", lambda: user.call("GET", "/api/billing/balance"))
        yield from self._book(user, username)

    def _book(self, user: _User, username: str) -> Iterator[Case]:
        """A colouring book with its hero."""
        bunny = {"name": "Bella", "description": "A friendly white bunny with floppy ears", "audience": "children"}
        job: dict[str, Any] = {}
        yield self._case("Hero", lambda: job.update(user.call("POST", "/api/heroes", bunny)), 1)
        yield self._case("Poll of its job", lambda: user.call("GET", f"/api/generate/{job['jobId']}"))
        hero = f"/api/heroes/{job['jobId']}"
        yield self._case("Hero shown", lambda: user.call("GET", hero))
        yield self._case("List of heroes", lambda: user.call("GET", "/api/heroes"))

        book = {"name": "Bella's Adventure", "pageCount": PAGES, "audience": "children", "stylePreset": "kawaii"}
        book |= {"heroId": job["jobId"]}
        made: dict[str, Any] = {}
        yield self._case("Project of 40 pages", lambda: made.update(user.call("POST", "/api/projects", book)))
        project = f"/api/projects/{made['id']}"
        yield self._case("Project shown", lambda: user.call("GET", project))
        yield self._case("Project renamed", lambda: user.call("PATCH", project, {"name": "Bella's Adventures"}))
        yield self._case("List of projects", lambda: user.call("GET", "/api/projects"))
        yield from self._pages(user, username, made["id"])
        yield self._case("Project deleted", lambda: user.call("DELETE", project))
        yield self._case("Hero deleted", lambda: user.call("DELETE", hero))

    def _picture_book(self) -> Iterator[Case]:
        """A picture book of three pictures a scene, as it is read."""
        reader = _Visitor(self.cloud.url)
        wish = {"prompt": WISH, "protagonist_age": "toddler", "length": "short"}
        scenes: list[str] = []

        def begin() -> None:
            scenes.append(reader.call("POST", "/kids/story/start", data=wish))

        def choose() -> None:
            scenes.append(reader.call("POST", f"/kids/story/choose/{scenes[0]}/1"))

        yield self._case("Picture book begun, with 3 pictures", begin, 3)
        first = scenes[0]
        yield self._case("Choice made, with 3 pictures", choose, 3)
        yield self._case("Choice made before", choose)
        yield self._case("Page of a scene", lambda: reader.call("GET", f"/kids/story/scene/{first}"))
        yield self._case("Page of it again", lambda: reader.call("GET", f"/kids/story/scene/{first}"))
        yield self._case("Poll of its pictures", lambda: reader.call("GET", f"/kids/story/image/{first}"))
        again = f"/kids/story/image/{first}/retry-extra/0"
        yield self._case("Extra picture redrawn", lambda: reader.call("POST", again), 1)
        reader.call("POST", f"/kids/story/choose/{scenes[1]}/1")
        yield self._case("Finished book read again", lambda: reader.call("GET", f"/kids/gallery/{first}"))

    def _pages(self, user: _User, username: str, project_id: str) -> Iterator[Case]:
        """The pages of a book, drawn with its hero in a chosen style, and changes of one of them."""
        client, table = self.cloud.client("dynamodb"), self.cloud.resource_name("Table")
        ledger, owner = DynamoLedger(client, table), DynamoUsers(client, table).find(username)
        assert owner
        ledger.post(ledger.account(owner.id), grant(ledger.account(owner.id), "bench", 12 * (PAGES + 4)))

        project, page = f"/api/projects/{project_id}", f"/api/pages/{project_id[:-2]}01"
        subject, chosen = {"subject": "cute forest animals"}, {"sampleId": "2"}
        yield self._case("Calibration", lambda: user.call("POST", f"{project}/calibrate", subject), 4)
        yield self._case("Style chosen", lambda: user.call("POST", f"{project}/calibrate/select", chosen))
        wanted = {"projectId": project_id, "idea": "Bella explores a magical forest with mushrooms and fairies"}
        job: dict[str, Any] = {}
        name = f"Book of {PAGES} pages, with a hero and a style anchor"
        yield self._case(name, lambda: job.update(user.call("POST", "/api/generate", wanted)), PAGES)
        yield self._case("Poll of its generation", lambda: user.call("GET", f"/api/generate/{job['jobId']}"))
        yield self._case("Project with its pages shown", lambda: user.call("GET", project))
        yield self._case("Page shown", lambda: user.call("GET", page))
        simplify = {"type": "quick_action", "action": "simplify"}
        yield self._case("Page edited", lambda: user.call("POST", f"{page}/edit", simplify), 1)
        white = b64encode(encoded(Image.new("1", (2550, 3300), 1), "PNG")).decode()
        repaint = {"type": "inpaint", "prompt": "a bird", "maskDataUrl": f"data:image/png;base64,{white}"}
        yield self._case("Page repainted under a mask", lambda: user.call("POST", f"{page}/edit", repaint), 1)
        export: dict[str, Any] = {}
        book = {"projectId": project_id, "format": "pdf", "includeBleed": True, "cover": True}
        again = book | {"blankBacks": False}
        yield self._case("Book exported, with a cover", lambda: export.update(user.call("POST", "/api/export", book)))
        yield self._case("Exported again, another way", lambda: user.call("POST", "/api/export", again))
        yield self._case("Export shown", lambda: user.call("GET", f"/api/export/{export['jobId']}"))
        yield self._case("Version restored", lambda: user.call("POST", f"{page}/restore", {"version": 1}))

    def _case(self, name: str, do: Callable[[], Any], pictures: int = 0) -> Case:
        self.cloud.drain()
        list(self._new_transitions())
        paid = self._paid()
        self.meter.usage = Usage()
        do()
        self.cloud.drain()
        usage = self.meter.usage
        for workflow, count in self._new_transitions():
            self.meter.add_transitions(workflow, count)
        self.meter.usage = Usage()
        return Case(name, pictures, usage, self._paid() - paid)

    def _new_transitions(self) -> Iterator[tuple[str, int]]:
        """The workflow of each new execution, with the number of states that it entered.

        AWS counts a transition "each time a step of your workflow is executed", those of a Map's iterations and
        repetitions included (https://aws.amazon.com/step-functions/pricing/).
        """
        client = self.cloud.client("stepfunctions")
        for machine in client.list_state_machines()["stateMachines"]:
            pages = client.get_paginator("list_executions").paginate(stateMachineArn=machine["stateMachineArn"])
            for execution in [each for page in pages for each in page["executions"]]:
                arn = execution["executionArn"]
                if arn in self._seen:
                    continue
                self._seen.add(arn)
                if execution["status"] != "SUCCEEDED":
                    raise RuntimeError(f"{machine['name']} ended as {execution['status']}")
                history = client.get_paginator("get_execution_history").paginate(executionArn=arn)
                events = [event["type"] for page in history for event in page["events"]]
                workflow = machine["name"].removeprefix(f"{self.cloud.resource_name('Table')}-")
                yield workflow, sum(kind.endswith("StateEntered") for kind in events)

    def _paid(self) -> int:
        """The price of all models' requests on record, in millionths of a US dollar."""
        pages = (
            self.cloud.client("dynamodb").get_paginator("scan").paginate(TableName=self.cloud.resource_name("Table"))
        )
        return sum(int(load(item).get("paid_micros", 0)) for page in pages for item in page["Items"])

    def _user(self, username: str) -> _User:
        users = DynamoUsers(self.cloud.client("dynamodb"), self.cloud.resource_name("Table"))
        users.add(User(username, hash_password(_PASSWORD)))
        return _User(self.cloud.url, username)


@contextmanager
def bench() -> Iterator[Bench]:
    """A studio that draws and writes with paid models, without schedules: only its user sets it in motion."""
    table = yaml_parse((ROOT / "template.yaml").read_text())["Resources"]["Table"]["Properties"]
    meter = Meter(indexes(table))
    with (
        tempfile.TemporaryFile() as silence,
        providers() as (models, keys),
        meter.installed(),
        Cloud(ROOT, parameters={"ModelTable": models}, schedules=False, reload=False, output=silence) as cloud,
    ):
        secret = cloud.resource_name("ProvidersSecret")
        cloud.client("secretsmanager").put_secret_value(SecretId=secret, SecretString=keys)
        yield Bench(cloud, meter)


def _picture() -> bytes:
    return (ROOT / "docs" / "sample-character.png").read_bytes()
