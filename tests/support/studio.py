"""A whole studio in a process of its own, as `make run` starts it.

moto keeps its state per process, so a studio that many tests share lives in another one than theirs.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from inkwell.accounts.passwords import hash_password
from inkwell.accounts.users import User
from inkwell.aws.items import dump, load
from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.objects import S3Objects
from inkwell.aws.users import DynamoUsers
from inkwell.aws.workflows import StepFunctions
from local import aws
from local.cfn_yaml import yaml_parse

ROOT = Path(__file__).parents[2]

#: How long a task of the scripted studio may take, in seconds; in the template it is minutes.
TASK_TIMEOUT = 12

#: The text model of the scripted studio.
WRITER = "openrouter/scripted"

#: How many pictures of a job the scripted model draws at once.
AT_ONCE = 20

#: The functions that ask it.
_WRITING = (
    "CreateStoryboardFunction",
    "WriteStoryFunction",
    "PlanPagesFunction",
    "StartStoryFunction",
    "ChooseFunction",
)

#: The secret of its key, among those that functions which call models may read.
_KEYS = f"{aws.STACK}/providers-scripted"

#: How long a start may take before it is given up, in seconds.
_PATIENCE = 60


class Studio:
    """A running studio and everything behind it.

    Args:
        url: of the API.
        endpoint: of the AWS services.
        log: what it and its functions print.
        stripe: address of the Stripe test server that it uses; empty for none.
    """

    def __init__(self, url: str, endpoint: str, log: Path, stripe: str = "") -> None:
        self.url = url
        self.stripe = stripe
        self.endpoint = endpoint
        self.log = log
        self.client = aws.Clients(endpoint)
        self.table = aws.STACK
        self.bucket = f"{aws.STACK}-{aws.ACCOUNT}-{aws.REGION}"
        self.jobs = DynamoJobs(self.client("dynamodb"), self.table)
        self.objects = S3Objects(self.client("s3"), self.bucket)
        prefix = aws.arn("states", f"stateMachine:{aws.STACK}-")
        self.workflows = StepFunctions(lambda: self.client("stepfunctions"), prefix)

    def add_user(self, username: str, password: str) -> User:
        """Make a user who can sign in."""
        user = User(username, hash_password(password))
        assert DynamoUsers(self.client("dynamodb"), self.table).add(user)
        return user

    def invoke(self, function: str, event: Any) -> Any:
        """Run a function, by its logical id, and return what it returned."""
        answer = self.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event).encode())
        payload = json.load(answer["Payload"])
        assert "FunctionError" not in answer, payload
        return payload

    def count(self) -> int:
        """How many items the table holds; the embedded cloud counts at once, AWS every six hours."""
        return int(self.client("dynamodb").describe_table(TableName=self.table)["Table"]["ItemCount"])

    def items(self, prefix: str) -> list[dict[str, Any]]:
        """All items whose partition key begins so."""
        pages = self.client("dynamodb").get_paginator("scan").paginate(TableName=self.table)
        found = [load(item) for page in pages for item in page["Items"]]
        return [item for item in found if item["pk"].startswith(prefix)]

    def change(self, pk: str, sk: str, **attributes: Any) -> None:
        """Set attributes of an item, whatever it is."""
        changed = {name: {"Value": value, "Action": "PUT"} for name, value in dump(attributes).items()}
        key = dump({"pk": pk, "sk": sk})
        self.client("dynamodb").update_item(TableName=self.table, Key=key, AttributeUpdates=changed)

    def forget(self, pk: str) -> None:
        """Remove all items of a partition."""
        for item in self.partition(pk):
            self.client("dynamodb").delete_item(TableName=self.table, Key=dump({"pk": pk, "sk": item["sk"]}))

    def partition(self, pk: str) -> list[dict[str, Any]]:
        """All items of a partition."""
        pages = (
            self.client("dynamodb")
            .get_paginator("query")
            .paginate(
                TableName=self.table,
                ConsistentRead=True,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues={":pk": {"S": pk}},
            )
        )
        return [load(item) for page in pages for item in page["Items"]]

    def item(self, pk: str, sk: str) -> dict[str, Any]:
        """One item, or nothing."""
        key = {"pk": {"S": pk}, "sk": {"S": sk}}
        answer = self.client("dynamodb").get_item(TableName=self.table, Key=key, ConsistentRead=True)
        return load(answer.get("Item", {}))

    def write(self, pk: str, sk: str, **values: str) -> None:
        """Write attributes of an item, past all rules."""
        self.client("dynamodb").update_item(
            TableName=self.table,
            Key={"pk": {"S": pk}, "sk": {"S": sk}},
            UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
            ConditionExpression="attribute_exists(pk)",
            ExpressionAttributeNames={f"#{name}": name for name in values},
            ExpressionAttributeValues={f":{name}": {"S": value} for name, value in values.items()},
        )

    def keys(self, prefix: str = "") -> list[str]:
        """The keys of all objects below a prefix."""
        pages = self.client("s3").get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        return [entry["Key"] for page in pages for entry in page.get("Contents", [])]

    def job_ids(self) -> set[str]:
        """The jobs of which anything at all is stored, in the table or the bucket."""
        scan = self.client("dynamodb").get_paginator("scan")
        pages = scan.paginate(TableName=self.table, ConsistentRead=True, ProjectionExpression="pk")
        keys = [item["pk"]["S"] for page in pages for item in page["Items"]]
        items = {key.partition("#")[2] for key in keys if key.startswith("JOB#")}
        return items | {key.split("/")[1] for key in self.keys("jobs/")}

    def executions(self, workflow: str) -> list[dict[str, Any]]:
        """All runs of a workflow, such as "reference-kit"."""
        machine = aws.arn("states", f"stateMachine:{aws.STACK}-{workflow}")
        pages = self.client("stepfunctions").get_paginator("list_executions").paginate(stateMachineArn=machine)
        return [execution for page in pages for execution in page["executions"]]

    def runs_of(self, job_id: str) -> list[str]:
        """The names of all runs that belong to a job."""
        found = [
            execution
            for workflow in ("reference-kit", "image-set", "story-images", "page-generation", "book-export")
            for execution in self.executions(workflow)
        ]
        return [execution["name"] for execution in found if execution["name"].startswith(job_id)]

    def sweep(self) -> None:
        """What the schedule does every minute."""
        self.invoke("SweepFunction", {})


@contextmanager
def running(
    folder: Path, root: Path = ROOT, parameters: Mapping[str, str] | None = None, *, sells: bool = False
) -> Iterator[Studio]:
    """A studio, started by `python -m local`.

    Args:
        folder: where it may keep its state and its log.
        root: the folder of its template.
        parameters: of the template.
        sells: whether plans can be bought, at a Stripe test server.
    """
    log = folder / "studio.log"
    given = [f"--parameter={name}={value}" for name, value in (parameters or {}).items()]
    given += ["--stripe=test-server", "--stripe-port=0"] if sells else []
    command = [sys.executable, "-m", "local", "--root", str(root), "--state-dir", str(folder / "state")]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--port=0", "--cloud-port=0", "--log-level=warning", *given],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT / "layers" / "inkwell")},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    studio = None
    try:
        url, endpoint, *stripe = _addresses(process, log)
        studio = Studio(url, endpoint, log, *stripe)
        yield studio
        # A refusal that a function takes for a passing fault would not show in any answer.
        refused = [line for line in log.read_text().splitlines() if "is not authorized to perform" in line]
        assert not refused, refused
    finally:
        if studio:
            studio.client.close()
        # A clean stop lets functions finish and stores everything; nobody asks for either.
        process.kill()
        process.wait()


def _addresses(process: "subprocess.Popen[bytes]", log: Path) -> list[str]:
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up and process.poll() is None:
        said = log.read_text()
        if "Ctrl-C" in said:
            return re.findall(r"(?:ready at|services:|test server:) (http://\S+)", said)
        time.sleep(0.02)
    raise AssertionError(f"the studio did not start:\n{log.read_text()}")


def scripted(folder: Path, script_url: str, writer_url: str | None = None) -> Path:
    """A root for a studio whose pictures are drawn by the scripted model, whose texts come from a test's own
    OpenRouter, and whose schedule only tests run.

    Everything but the template is the real thing: linked, not copied.

    Args:
        script_url: where the model asks what to do.
        writer_url: where the OpenRouter is; None: texts are written offline.
    """
    for name in ("functions", "layers", "statemachines"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "scripted_model").symlink_to(Path(__file__).parent / "scripted_model")
    template = yaml_parse((ROOT / "template.yaml").read_text())
    resources = template["Resources"]
    resources["ScriptedModelLayer"] = {
        "Type": "AWS::Serverless::LayerVersion",
        "Properties": {"ContentUri": "scripted_model"},
    }
    draw = resources["DrawPictureFunction"]["Properties"]
    draw["Layers"].append({"Ref": "ScriptedModelLayer"})
    draw["Timeout"] = TASK_TIMEOUT
    draw["Environment"] = {"Variables": {"SCRIPT_URL": script_url}}
    resources["SweepFunction"]["Properties"]["Events"]["EveryMinute"]["Properties"]["State"] = "DISABLED"
    roles = dict.fromkeys(("draft", "quality", "edit", "inpaint", "reference", "fast"), "scripted_model:ScriptedModel")
    table: dict[str, Any] = {"roles": roles, "providers": {"own": {"concurrency": AT_ONCE}}}
    if writer_url is not None:
        table |= {
            "text_roles": dict.fromkeys(("storyboard", "story", "scene", "page_plan"), WRITER),
            "providers": table["providers"] | {"openrouter": {"base_url": writer_url, "requests_per_minute": None}},
            "text_models": {WRITER: {"provider": "openrouter", "model": "scripted", "max_images": 8, "fallback": None}},
        }
        resources["ModelKeys"] = {
            "Type": "AWS::SecretsManager::Secret",
            "Properties": {"Name": _KEYS, "SecretString": '{"openrouter": "a key"}'},
        }
        for function in _WRITING:
            environment = resources[function]["Properties"].setdefault("Environment", {"Variables": {}})
            environment["Variables"]["PROVIDER_SECRET_ID"] = _KEYS
    template["Parameters"]["ModelTable"]["Default"] = json.dumps(table)
    (folder / "template.yaml").write_text(json.dumps(template))
    return folder
