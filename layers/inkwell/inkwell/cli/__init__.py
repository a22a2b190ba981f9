"""The command `inkwell`, for operators of a studio. Each topic is a module here."""

import argparse
import sys
from collections.abc import Sequence

from botocore.exceptions import BotoCoreError, ClientError

from inkwell.cli import billing, blots, keys, printing, providers, restoring, users
from inkwell.cli.errors import UsageError
from inkwell.core.errors import InkwellError

#: The topics. Each module has `register(topics)`; a command of it sets `run`, which takes the parsed arguments and
#: returns the exit code.
TOPICS = (users, keys, providers, blots, billing, restoring, printing)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 0 when all is well, 1 when something failed, 2 when it was used wrongly."""
    parser = argparse.ArgumentParser(prog="inkwell", description="Runs a picture-book studio.")
    topics = parser.add_subparsers(required=True, metavar="topic")
    for topic in TOPICS:
        topic.register(topics)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except InkwellError as error:
        sys.stderr.write(f"inkwell: {error.message}\n")
        return 2 if isinstance(error, UsageError) else 1
    except (BotoCoreError, ClientError) as error:
        # AWS's own words: only the operator sees them, whose credentials were used.
        sys.stderr.write(f"inkwell: AWS: {error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
