"""The pace in DynamoDB: it says what the pure rules say, and holds with forty callers at once."""

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inkwell.aws.provider_limits import DynamoProviderLimits
from inkwell.providers import limits as rules
from inkwell.providers.limits import CircuitOpen, LimiterState, Limits, Permit, Throttled
from tests.support.tables import TABLE, dynamodb, emptied

LIMITS = Limits(interval=100, burst=5, longest_wait=2_000, faults=3, window=60_000, cooldown=5_000, probe=2_000)
NOW = 1_000_000
CROWD = 40


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with dynamodb() as client:
        yield client


@pytest.fixture
def pacing(client: Any) -> DynamoProviderLimits:
    return DynamoProviderLimits(emptied(client), TABLE)


@pytest.fixture
def busy_interpreter() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def crowd(work: Any) -> list[Any]:
    """What forty callers get that begin at the same moment."""
    gate = threading.Barrier(CROWD)

    def one(index: int) -> Any:
        gate.wait()
        return work(index)

    with ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(one, range(CROWD)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 4_000), st.sampled_from(["enter", "ok", "fault", "slow"])), min_size=1, max_size=25
    )
)
def test_it_does_what_the_rules_say(client: Any, steps: list[tuple[int, str]]) -> None:
    stored = DynamoProviderLimits(client, TABLE)
    client.delete_item(TableName=TABLE, Key={"pk": {"S": "PROVIDER#x"}, "sk": {"S": "PACE"}})
    now, state, probes = NOW, LimiterState(), False
    for gap, step in steps:
        now += gap
        if step == "enter":
            expected = rules.enter(state, LIMITS, now)
            assert stored.enter("x", LIMITS, now) == expected
            if isinstance(expected, Permit):
                state, probes = expected.state, expected.probes
        elif step == "ok":
            stored.succeeded("x")
            state = rules.succeeded(state)
        elif step == "fault":
            stored.failed("x", LIMITS, now, probed=probes)
            state = rules.failed(state, LIMITS, now, probed=probes)
        else:
            stored.slowed("x", LIMITS, now, 500)
            state = rules.slowed(state, LIMITS, now, 500)


@pytest.mark.usefixtures("busy_interpreter")
def test_forty_at_once_get_forty_different_slots(pacing: DynamoProviderLimits) -> None:
    limits = Limits(interval=100, burst=5, longest_wait=60_000)
    decisions = crowd(lambda index: pacing.enter("x", limits, NOW))
    assert all(isinstance(decision, Permit) for decision in decisions)
    assert sorted(decision.wait for decision in decisions) == [0] * 5 + [100 * slot for slot in range(1, 36)]


@pytest.mark.usefixtures("busy_interpreter")
def test_of_forty_at_once_only_those_get_in_that_need_not_wait_too_long(pacing: DynamoProviderLimits) -> None:
    decisions = crowd(lambda index: pacing.enter("x", LIMITS, NOW))
    let_in = [decision for decision in decisions if isinstance(decision, Permit)]
    refused = [decision for decision in decisions if isinstance(decision, Throttled)]
    assert len(let_in) == LIMITS.burst + LIMITS.longest_wait // LIMITS.interval
    assert len(let_in) + len(refused) == CROWD
    assert max(decision.wait for decision in let_in) == LIMITS.longest_wait
    assert all(decision.retry_after > 0 for decision in refused)


@pytest.mark.usefixtures("busy_interpreter")
def test_of_forty_one_tries_a_circuit_that_has_cooled_down(pacing: DynamoProviderLimits) -> None:
    for _ in range(LIMITS.faults):
        pacing.failed("x", LIMITS, NOW, probed=False)
    assert isinstance(pacing.enter("x", LIMITS, NOW), CircuitOpen)
    decisions = crowd(lambda index: pacing.enter("x", LIMITS, NOW + LIMITS.cooldown))
    assert [decision.probes for decision in decisions if isinstance(decision, Permit)] == [True]
    assert sum(isinstance(decision, CircuitOpen) for decision in decisions) == CROWD - 1


@pytest.mark.usefixtures("busy_interpreter")
def test_forty_faults_at_once_open_the_circuit(pacing: DynamoProviderLimits) -> None:
    crowd(lambda index: pacing.failed("x", LIMITS, NOW, probed=False))
    assert pacing.enter("x", LIMITS, NOW) == CircuitOpen(LIMITS.cooldown)


def test_providers_do_not_disturb_each_other(pacing: DynamoProviderLimits) -> None:
    for _ in range(LIMITS.faults):
        pacing.failed("x", LIMITS, NOW, probed=False)
    assert isinstance(pacing.enter("y", LIMITS, NOW), Permit)


def test_a_call_that_others_go_before_is_one_write(pacing: DynamoProviderLimits, client: Any) -> None:
    pacing.enter("x", LIMITS, NOW)
    calls = []
    client.meta.events.register("before-call.dynamodb", lambda model, **_: calls.append(model.name))
    assert isinstance(pacing.enter("x", LIMITS, NOW), Permit)
    assert calls == ["UpdateItem"]
