"""`python -m inkwell.cli`, and the console script `inkwell`."""

import argparse
import sys
from collections.abc import Sequence

from inkwell.cli import keys, users
from inkwell.core.errors import InkwellError

#: Each has `register(subparsers)`; a command sets `run`, which takes the parsed arguments and returns the exit code.
COMMANDS = (users, keys)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        the exit code: 0; 1 when the command could not do its work; argparse exits with 2 for wrong usage.
    """
    parser = argparse.ArgumentParser(prog="inkwell", description="Administer an Inkwell studio.")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.register(subparsers)
    options = parser.parse_args(arguments)
    try:
        code: int = options.run(options)
    except InkwellError as error:
        print(f"error: {error.message}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
