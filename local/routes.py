"""The routes of a REST API: the function for a method and a path."""

from dataclasses import dataclass, field

from local.errors import TemplateError
from local.functions import Function

METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")


@dataclass
class Resource:
    """A path of the API; ``methods`` is empty for a path that only leads to others."""

    path: str
    methods: dict[str, Function] = field(default_factory=dict)
    children: dict[str, "Resource"] = field(default_factory=dict)
    parameter: "tuple[str, Resource] | None" = None
    greedy: "tuple[str, Resource] | None" = None

    def function(self, method: str) -> Function | None:
        """Return the function of a method, or None."""
        return self.methods.get(method) or self.methods.get("ANY")


class Routes:
    """The resource tree of one API.

    Args:
        functions: functions of the template with their Api events.

    Raises:
        TemplateError: for what API Gateway would refuse: two names for one path parameter, one route twice.
    """

    def __init__(self, functions: dict[str, Function]):
        self._root = Resource("/")
        for function in functions.values():
            for name, event in function.events.items():
                if event["Type"] == "Api":
                    where = f"Resources.{function.logical_id}.Properties.Events.{name}"
                    self._add(event["Properties"]["Method"].upper(), event["Properties"]["Path"], function, where)

    def find(self, path: str) -> tuple[Resource, dict[str, str]] | None:
        """Return the resource of a path and the values of its parameters, or None.

        Static names win over parameters, a parameter over ``{name+}``. Repeated and trailing slashes count as one.

        Args:
            path: percent-encoded path.
        """
        return self._walk(self._root, [segment for segment in path.split("/") if segment])

    def _walk(self, node: Resource, segments: list[str]) -> tuple[Resource, dict[str, str]] | None:
        if not segments:
            return (node, {}) if node.methods else None
        head, rest = segments[0], segments[1:]
        if head in node.children:
            found = self._walk(node.children[head], rest)
            if found:
                return found
        if node.parameter:
            name, child = node.parameter
            found = self._walk(child, rest)
            if found:
                return found[0], {name: head} | found[1]
        if node.greedy:
            name, child = node.greedy
            return child, {name: "/".join(segments)}
        return None

    def _add(self, method: str, path: str, function: Function, where: str) -> None:
        if method not in (*METHODS, "ANY"):
            raise TemplateError(f"{where}.Method", f"{method} is no method of a REST API")
        node, so_far = self._root, ""
        for segment in [segment for segment in path.split("/") if segment]:
            so_far += f"/{segment}"
            node = self._child(node, segment, so_far, f"{where}.Path")
        if method in node.methods:
            raise TemplateError(where, f"{method} {path} belongs to {node.methods[method].logical_id} already")
        node.methods[method] = function

    @staticmethod
    def _child(node: Resource, segment: str, path: str, where: str) -> Resource:
        if not segment.startswith("{"):
            return node.children.setdefault(segment, Resource(path))
        name = segment.strip("{}+")
        kind = "greedy" if segment.endswith("+}") else "parameter"
        known = [(each, getattr(node, each)[0]) for each in ("parameter", "greedy") if getattr(node, each)]
        if any(each != (kind, name) for each in known):
            raise TemplateError(
                where, f"API Gateway wants one variable a level: {{{known[0][1]}}} and {segment} differ"
            )
        if not known:
            setattr(node, kind, (name, Resource(path)))
        child: Resource = getattr(node, kind)[1]
        return child
