"""Appends every event of a queue to a file; the message itself says whether it succeeds, fails or crashes."""

import json
import os
from pathlib import Path


def handler(event, context):
    with Path(os.environ["RECORD_FILE"]).open("a") as stream:
        stream.write(json.dumps(event) + "\n")
    says = {record["messageId"]: record["body"] for record in event["Records"]}
    if "crash" in says.values():
        raise RuntimeError("a message crashes it")
    return {"batchItemFailures": [{"itemIdentifier": each} for each, body in says.items() if body == "fail"]}
