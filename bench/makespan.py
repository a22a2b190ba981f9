"""The makespan of a job of 40 pictures by a model that takes one second, measured against that second.

The job goes through everything: the real state machine, 40 execution environments side by side, DynamoDB and S3 of the
embedded cloud. The first job also starts those environments; the ones after it find them warm. One second is the ideal
because the Map runs all 40 at once, which is the most that an inline Map does on AWS too, and the model needs no
processor. The time beyond it is mostly the embedded cloud's, which serves 40 functions from one interpreter, and grows
with other work on the machine: the processor time beside it says how much of it is the embedded cloud's own.
"""

import json
import os
import statistics
import tempfile
import time
from pathlib import Path

from bench.one_second.one_second import SECONDS
from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.workflows import StepFunctions
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.names import new_id, run_name
from inkwell.core.pictures import Brief, Picture
from inkwell.core.status import Status
from local import Cloud, aws
from local.cfn_yaml import yaml_parse
from local.workflows import running_executions

ROOT = Path(__file__).parents[1]
AIM = 1.5
PICTURES = 40
ROUNDS = 5
_POLL = 0.01
_WORKFLOW = "image_set"


def _root(folder: Path) -> Path:
    """The studio, with the one-second model in a layer of its own."""
    for name in ("functions", "layers", "statemachines"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "one_second").symlink_to(ROOT / "bench" / "one_second")
    template = yaml_parse((ROOT / "template.yaml").read_text())
    layer = {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "one_second"}}
    template["Resources"]["OneSecondLayer"] = layer
    template["Resources"]["DrawPictureFunction"]["Properties"]["Layers"].append({"Ref": "OneSecondLayer"})
    roles = dict.fromkeys(("draft", "quality", "edit", "inpaint", "reference", "fast"), "one_second:OneSecond")
    template["Parameters"]["ModelTable"]["Default"] = json.dumps({"roles": roles})
    (folder / "template.yaml").write_text(json.dumps(template))
    return folder


def _seconds(jobs: DynamoJobs, workflows: StepFunctions) -> tuple[float, float]:
    """The seconds that a job took, and the processor seconds of this process, which is the embedded cloud."""
    job = Job(new_id(), "bench", "bench")
    brief = Brief("nothing in particular")
    run = run_name(job.id)
    pictures = [Picture(job.id, str(index), brief, _WORKFLOW, run, position=index) for index in range(PICTURES)]
    jobs.add(JobRecord(job, pictures))
    began, worked = time.perf_counter(), time.process_time()
    workflows.start(_WORKFLOW, run, job.id)
    while running_executions():  # asks in this process: a poll of the API would be work for the cloud
        time.sleep(_POLL)
    took, worked = time.perf_counter() - began, time.process_time() - worked
    record = jobs.load(job.id)
    if record is None or any(picture.status is not Status.SUCCEEDED for picture in record.pictures):
        raise RuntimeError("not every picture was drawn")
    return took, worked


def measure() -> tuple[float, float, float]:
    """The makespan as a multiple of the model's second, warm and cold; the cloud's processor seconds; medians."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Path(os.devnull).open("w") as silence,
        Cloud(_root(Path(folder)), schedules=False, reload=False, output=silence) as cloud,
    ):
        jobs = DynamoJobs(cloud.client("dynamodb"), cloud.resource_name("Table"))
        machines = aws.arn("states", f"stateMachine:{aws.STACK}-")
        workflows = StepFunctions(lambda: cloud.client("stepfunctions"), machines)
        cold, _ = _seconds(jobs, workflows)
        warm, worked = map(statistics.median, zip(*(_seconds(jobs, workflows) for _ in range(ROUNDS)), strict=True))
    return warm / SECONDS, cold / SECONDS, worked
