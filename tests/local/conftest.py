"""A small studio in the embedded cloud. moto allows one cloud a process: tests of one module share theirs."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from local import Cloud, aws

PROJECT = Path(__file__).parent / "project"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small studio whose code tests may edit."""
    folder = tmp_path_factory.mktemp("studio") / "project"
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the triggers write their events."""
    return tmp_path_factory.mktemp("record") / "events.jsonl"


@pytest.fixture(scope="module")
def cloud(project: Path, record: Path) -> Iterator[Cloud]:
    """The small studio, running."""
    with Cloud(project, env={"RECORD_FILE": str(record), "FAILURES": "0"}, max_environments=12) as cloud:
        yield cloud


@pytest.fixture
def s3(cloud: Cloud) -> Any:
    """A client as an application makes it."""
    return boto3.client(
        "s3",
        endpoint_url=cloud.endpoint,
        aws_access_key_id=aws.ACCESS_KEY,
        aws_secret_access_key=aws.SECRET_KEY,
        aws_session_token=aws.SESSION_TOKEN,
        region_name=aws.REGION,
        config=Config(signature_version="s3v4"),
    )
