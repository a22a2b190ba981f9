"""The errors of the embedded cloud. Every message tells the developer what to change.

LocalError
├── TemplateError     the template asks for something that is wrong or not emulated
├── StartError        a port is taken, another cloud runs already, the state folder is locked
├── FunctionNotFoundError  nobody declares that function
├── PayloadTooLargeError   the event is larger than Lambda takes
└── FunctionError     the handler raised, timed out or crashed
"""

from typing import Any


class LocalError(Exception):
    """Anything that the embedded cloud reports to the developer."""


class TemplateError(LocalError):
    """The template cannot be run locally.

    Args:
        where: path to the culprit, for example ``Resources.Jobs.Properties.StreamSpecification``.
        problem: what is wrong there and what to do about it.
    """

    def __init__(self, where: str, problem: str):
        super().__init__(f"{where}: {problem}")
        self.where = where


class StartError(LocalError):
    """The embedded cloud cannot start here and now."""


class FunctionNotFoundError(LocalError):
    """No function of the template has this logical id, name or ARN."""


class PayloadTooLargeError(LocalError):
    """The event is larger than Lambda accepts for this kind of invocation."""


class FunctionError(LocalError):
    """A handler raised, timed out or crashed.

    Args:
        function: logical id of the function.
        payload: the error object as Lambda reports it: ``errorType``, ``errorMessage``, ``stackTrace``.
    """

    def __init__(self, function: str, payload: dict[str, Any]):
        self.function = function
        self.payload = payload
        self.error_type = str(payload.get("errorType", "Unhandled"))
        self.error_message = str(payload.get("errorMessage", ""))
        super().__init__(f"{function}: {self.error_type}: {self.error_message}")
