"""The contents of a fresh embedded cloud: written once, before the first request is answered."""

from io import BytesIO
from pathlib import Path

import boto3
from botocore.config import Config
from PIL import Image

from inkwell.accounts.passwords import hash_password
from inkwell.accounts.users import User
from inkwell.aws.ledger import DynamoLedger
from inkwell.aws.objects import S3Objects
from inkwell.aws.project_files import DynamoProjectFiles
from inkwell.aws.users import DynamoUsers
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.plans import plan_table
from inkwell.uploads.handles import upload_key
from inkwell.uploads.project_files import ProjectFile
from local import aws
from local.banner import DEMO_PASSWORD, DEMO_USER
from local.cloud import Cloud

_SAMPLE = Path(__file__).parents[1] / "docs" / "sample-character.png"
_SAMPLE_KEY = "samples/character.png"

#: The uploads that the examples of the storyboard contract refer to, so that they run as they are printed.
_EXAMPLES = [upload_key(project, "1234567890-abc123", "jpg") for project in ("test-proj-123", "proj-123abc")]


def seed(cloud: Cloud) -> None:
    """Add the demo user, who exists in embedded clouds alone, a picture to make a kit of, and the examples' uploads.

    The demo user is on the plan pro.

    Args:
        cloud: started, but not yet open to requests.
    """
    users = DynamoUsers(cloud.client("dynamodb"), cloud.resource_name("Table"))
    demo = User(DEMO_USER, hash_password(DEMO_PASSWORD))
    users.add(demo)
    ledger = DynamoLedger(cloud.client("dynamodb"), cloud.resource_name("Table"))
    Accounts(ledger, plan_table()).open(demo.id, "pro")
    objects = S3Objects(cloud.client("s3"), cloud.resource_name("Bucket"))
    objects.put(_SAMPLE_KEY, _SAMPLE.read_bytes(), "image/png")
    with Image.open(_SAMPLE) as sample:
        sample.convert("RGB").save(jpeg := BytesIO(), "JPEG")
    files = DynamoProjectFiles(cloud.client("dynamodb"), cloud.resource_name("Table"))
    for key in _EXAMPLES:
        objects.put(key, jpeg.getvalue(), "image/jpeg")
        files.add(ProjectFile(key, "anonymous", "reference-image.jpg", "image/jpeg", len(jpeg.getvalue())))


def sample_url(cloud: Cloud) -> str:
    """Return the address of the picture to make a kit of."""
    place = {"Bucket": cloud.resource_name("Bucket"), "Key": _SAMPLE_KEY}
    s3 = boto3.client(
        "s3",
        endpoint_url=cloud.endpoint,
        region_name=aws.REGION,
        aws_access_key_id=aws.ACCESS_KEY,
        aws_secret_access_key=aws.SECRET_KEY,
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )
    return str(s3.generate_presigned_url("get_object", Params=place, ExpiresIn=7 * 24 * 3600))
