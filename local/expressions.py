"""Makes moto read DynamoDB's update expressions once, and walk their trees quickly.

moto parses an expression twice in every call, copies its tree attribute by attribute, walks it ten times and asks
abstract base classes at each node what there is to do: two thirds of what an UpdateItem costs. The functions send the
same few expressions again and again; their values stand beside them.
"""

import pickle
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache
from typing import Any

from local.patching import replaced

_EXPRESSIONS_KEPT = 500


@contextmanager
def known_expressions() -> Iterator[None]:
    """Replace moto's parsing, copying and walking of update expressions."""
    from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Expression, Node, UpdateExpressionFunction
    from moto.dynamodb.parsing.expressions import UpdateExpressionParser

    @cache
    def is_node(kind: type) -> bool:
        return issubclass(kind, Node)

    @cache
    def has_clauses(kind: type) -> bool:
        return issubclass(kind, (Expression, UpdateExpressionFunction))

    @cache
    def treated_as(wanted: tuple[type, ...], kind: type) -> type | None:
        return next((each for each in wanted if issubclass(kind, each)), None)

    def copied(self: Any, memo: dict[int, Any]) -> Any:
        return pickle.loads(pickle.dumps(self, pickle.HIGHEST_PROTOCOL))

    def find_clauses(self: Any, kinds: list[type]) -> list[Any]:
        found = []
        for child in self.children or ():
            if type(child) in kinds:
                found.append(child)
            elif has_clauses(type(child)):
                found += child.find_clauses(kinds)
        return found

    def traverse(self: Any, root: Any) -> Any:
        processors = self._processing_map()
        wanted = tuple(processors)

        def walk(node: Any, position: int) -> Any:
            if not is_node(type(node)):
                return node
            parent = node.parent
            for index, child in enumerate(node.children or ()):
                self.pre_processing_of_child(node, index)
                walk(child, index)
            kind = treated_as(wanted, type(node))
            if kind is None:
                return node
            done = processors[kind](node)
            done.parent = parent
            if parent:
                parent.children[position] = done
            return done

        return walk(root, -1)

    with ExitStack() as stack:
        # The checks work on copies, so that a kept tree stays as it was parsed.
        stack.enter_context(
            replaced(UpdateExpressionParser, "make", lru_cache(_EXPRESSIONS_KEPT)(UpdateExpressionParser.make))
        )
        stack.enter_context(replaced(DepthFirstTraverser, "traverse", traverse))
        stack.enter_context(replaced(Node, "find_clauses", find_clauses))
        Node.__deepcopy__ = copied
        stack.callback(delattr, Node, "__deepcopy__")
        yield
