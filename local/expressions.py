"""Makes moto read DynamoDB's expressions once, and walk the trees of updates quickly.

moto parses an expression twice in every call, copies its tree attribute by attribute, walks it ten times, asks abstract
base classes at each node what there is to do, and checks the whole expression again for each of its parts: most of what
an UpdateItem costs. The functions send the same few expressions again and again; their values stand beside them.
"""

import json
import pickle
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from local.patching import replaced

_EXPRESSIONS_KEPT = 500


@contextmanager
def known_expressions() -> Iterator[None]:
    """Replace moto's parsing of conditions, and its parsing, copying and walking of update expressions."""
    nodes: Any = import_module("moto.dynamodb.parsing.ast_nodes")  # they have no types
    expressions: Any = import_module("moto.dynamodb.parsing.expressions")
    conditions: Any = import_module("moto.dynamodb.comparisons").ConditionExpressionParser
    node_class, traverser, parser = nodes.Node, nodes.DepthFirstTraverser, expressions.UpdateExpressionParser

    # Leaves hold no nodes.
    has_nodes: Any = cache(lambda kind: issubclass(kind, node_class) and not issubclass(kind, nodes.LeafNode))
    has_clauses: Any = cache(lambda kind: issubclass(kind, (nodes.Expression, nodes.UpdateExpressionFunction)))
    # moto goes through its processors in order, too.
    treated_as: Any = cache(lambda wanted, kind: next((each for each in wanted if issubclass(kind, each)), None))
    # What no expression holds when it is parsed: the steps put it in.
    put_in = (nodes.DDBTypedValue, nodes.NoneExistingPath)

    def prepares(kind: type) -> bool:
        return kind.pre_processing_of_child is not traverser.pre_processing_of_child

    make = parser.make

    @lru_cache(_EXPRESSIONS_KEPT)
    def kept(expression: str) -> Any:
        tree = make(expression)
        tree.pickled = pickle.dumps(tree, pickle.HIGHEST_PROTOCOL)
        tree.below = {}
        list_below(tree, tree.below)
        tree.ways, tree.clauses = {}, {}
        return tree

    def list_below(node: Any, below: dict[type, set[type]]) -> set[type]:
        """Collect the kinds of nodes that are below each kind; return those of this node and below it."""
        found = below.setdefault(type(node), set())
        if has_nodes(type(node)):
            for child in node.children or ():
                found |= list_below(child, below)
        return found | {type(node)}

    def copied(self: Any, memo: dict[int, Any]) -> Any:
        copy = pickle.loads(self.pickled)
        copy.parsed, copy.below, copy.ways = self, self.below, self.ways
        return copy

    class Ways(dict[type, tuple[bool, Any]]):
        """For each kind of node whether there is something to do below it, and as what it is treated itself."""

        def __init__(self, wanted: tuple[type, ...], below: dict[type, set[type]]):
            super().__init__()
            self._wanted = wanted
            self._below = {} if any(treated_as(wanted, kind) for kind in put_in) else below

        def __missing__(self, kind: type) -> tuple[bool, Any]:
            found = self._below.get(kind)
            goes_on = found is None or any(treated_as(self._wanted, each) for each in found)
            self[kind] = way = has_nodes(kind) and goes_on, treated_as(self._wanted, kind)
            return way

    def find_clauses(self: Any, kinds: list[type]) -> list[Any]:
        known = getattr(self, "clauses", None)
        if known is None:
            return list(clauses_of(self, kinds))
        wanted = tuple(kinds)
        if wanted not in known:
            known[wanted] = list(clauses_of(self, kinds))
        return list(known[wanted])

    def clauses_of(node: Any, kinds: list[type]) -> Iterator[Any]:
        for child in node.children or ():
            if type(child) in kinds:
                yield child
            elif has_clauses(type(child)):
                yield from clauses_of(child, kinds)

    def traverse(self: Any, root: Any) -> Any:
        processors = self._processing_map()
        wanted = tuple(processors)
        if wanted == (nodes.UpdateExpression,):
            # Each clause and action is one, too, and has no fault that the whole has not; of several, moto tells the
            # innermost clause's. These steps come first.
            processors[nodes.UpdateExpression](root.parsed)
            return root
        prepare = self.pre_processing_of_child if prepares(type(self)) else None

        if wanted not in root.ways:
            root.ways[wanted] = Ways(wanted, root.below)
        ways = root.ways[wanted]

        def walk(node: Any, position: int) -> Any:
            goes_on, kind = ways[type(node)]
            parent = node.parent if kind else None
            if goes_on:
                for index, child in enumerate(node.children or ()):
                    if prepare:
                        prepare(node, index)
                    walk(child, index)
            if kind is None:
                return node
            done = processors[kind](node)
            done.parent = parent
            if parent:
                parent.children[position] = done
            return done

        return walk(root, -1)

    parse_condition = conditions.parse

    @lru_cache(_EXPRESSIONS_KEPT)
    def read_condition(expression: str, names: str, values: str) -> tuple[Any, list[str], list[str]]:
        parser = conditions(expression, json.loads(names), json.loads(values))
        return parse_condition(parser), parser.expr_attr_names_found, parser.expr_attr_values_found

    def parse(self: Any) -> Any:
        expression = self.condition_expression
        if not expression:
            return parse_condition(self)
        # An update's other values change with every call.
        try:
            names, values = (
                json.dumps({name: given[name] for name in sorted(given or ()) if name in expression})
                for given in (self.expression_attribute_names, self.expression_attribute_values)
            )
        except TypeError:  # bytes, which JSON does not know
            return parse_condition(self)
        condition, names_found, values_found = read_condition(expression, names, values)
        self.expr_attr_names_found += names_found
        self.expr_attr_values_found += values_found
        return condition

    with ExitStack() as stack:
        stack.enter_context(replaced(conditions, "parse", parse))
        # The checks work on copies, so that a kept tree stays as it was parsed.
        stack.enter_context(replaced(parser, "make", kept))
        stack.enter_context(replaced(traverser, "traverse", traverse))
        stack.enter_context(replaced(node_class, "find_clauses", find_clauses))
        node_class.__deepcopy__ = copied
        stack.callback(delattr, node_class, "__deepcopy__")
        yield
