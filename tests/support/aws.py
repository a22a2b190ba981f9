"""AWS in this process, as quick as in the studio, with the table that template.yaml describes.

moto's conditional writes are not atomic: never for tests about threads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import botocore.session
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from local.moto.table_copies import quick_tables
from local.patching import replaced
from tests.support.template import template

REGION = "eu-west-1"
TABLE = "inkwell-test"
BUCKET = "inkwell-test-pictures"

#: For clients of moto, which looks neither at signatures nor at who asks: a sixth of what a call costs.
PLAIN = Config(signature_version=UNSIGNED, user_agent="tests")


@cache
def table_properties() -> dict[str, Any]:
    """What `create_table` takes out of the template's table."""
    properties = template()["Resources"]["Table"]["Properties"]
    names = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    return {name: properties[name] for name in names}


_create_loader = cache(botocore.session.create_loader)


@contextmanager
def models_read_once() -> Iterator[None]:
    """All boto3 sessions of this process read the services' models once; each takes longer for it than most tests."""
    with replaced(botocore.session, "create_loader", _create_loader):
        yield


@contextmanager
def emulated_aws() -> Iterator[None]:
    """Emulated AWS, and nobody's account: a call that escapes it cannot reach AWS."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE", "AWS_SESSION_TOKEN"):
            patch.delenv(name, raising=False)
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        patch.setenv("AWS_DEFAULT_REGION", REGION)
        with models_read_once(), quick_tables(), mock_aws():
            yield


def empty(table: str) -> None:
    """Take everything out of a table. Deleting it and creating another takes longer than most tests."""
    dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[table].items.clear()
