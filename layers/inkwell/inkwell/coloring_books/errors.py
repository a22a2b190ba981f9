"""Errors of the family of colouring books alone."""

from inkwell.core.errors import InkwellError


class GenerationDisabled(InkwellError):
    """The operator has switched off everything that models draw or write."""

    status = 503
    code = "GENERATION_DISABLED"
    default_message = "Generation is switched off at the moment"
