"""S3: an upload has arrived. Events come at least once, in any order."""

from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.data_classes import S3Event

from inkwell import stores
from inkwell.uploads.intake import receive_key


def handler(event: dict[str, Any], context: Any) -> None:
    for record in S3Event(event).records:
        key = unquote_plus(record.s3.get_object.key)
        receive_key(key, stores.uploads(), stores.project_files(), stores.objects())
