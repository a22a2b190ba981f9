"""The template as it is deployed."""

import pytest

from tests.deploy import stack


@pytest.fixture(scope="session")
def template() -> stack.Template:
    """The CloudFormation template."""
    return stack.as_deployed()
