"""All that makes moto quicker and changes no answer of it, for the studio and for tests against moto alone.

What this list gains, `tests/local/test_quick_moto.py` compares with moto as it comes.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from local.answers import quick_answers
from local.expressions import known_expressions
from local.items import quick_items
from local.queries import partition_queries
from local.transactions import light_transactions


@contextmanager
def quick_moto() -> Iterator[None]:
    """Make moto quick inside the block."""
    with ExitStack() as stack:
        for change in (quick_answers, quick_items, light_transactions, known_expressions, partition_queries):
            stack.enter_context(change())
        yield
