"""Any interleaving of what Stripe tells, of time and of paid jobs.

Of two studios one hears everything in time and once, the other late, in any order and repeatedly. They have the same in
the end, and the owner does the same in both whenever both have heard the same.
"""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inkwell.core.auditing import differences
from inkwell.core.blots import PARTS, total
from inkwell.core.effects import JoinedWrite
from inkwell.core.jobs import Hold, Job, JobRecord
from inkwell.core.ledger import HeldBlots
from inkwell.core.pictures import Brief, Picture, Version
from inkwell.core.runs import cancel_job, settle_job
from inkwell.core.status import Status
from tests.coloring_books.billing_world import DAY, NOON, STEPS, BillingWorld, step_of
from tests.fakes import FakeJobs
from tests.support.stripe_events import Life

PLANS = st.sampled_from(["starter", "creator", "pro"])
DRAWN = Version(1, "page.png", "image/png", 9, 16, "m", size=1000)


class Studio(BillingWorld):
    """A world with paid jobs."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs = FakeJobs(clock=lambda: self.now, effects=HeldBlots(self.ledger))
        self.accounts.account("ann")

    def accept(self, id: str, pages: int) -> None:
        pictures = [Picture(id, str(number), Brief(""), "w", id, number) for number in range(pages)]

        def store(held: Hold, joined: Sequence[JoinedWrite]) -> bool:
            self.jobs.add(JobRecord(Job(id, "generation", "ann", hold=held), pictures), *joined)
            return True

        self.accounts.pay("ann", id, 12 * pages, store, each=12)

    def has_lapsed(self, id: str) -> bool:
        """True when what a job holds was held in a period that is over."""
        record = self.jobs.load(id)
        assert record
        assert record.job.hold
        return record.job.hold.period != self.account.period

    def draw(self, id: str) -> None:
        """Draw the first page of a job that is not drawn yet."""
        record = self.jobs.load(id)
        assert record
        for picture in record.open_pictures()[:1]:
            self.jobs.stored[id, picture.key] = replace(picture, status=Status.SUCCEEDED, shown=DRAWN)

    def check(self) -> None:
        account, entries = self.account, self.ledger.entries("ann")
        assert total(entries) == {part: getattr(account, part) for part in PARTS}
        assert min(total(entries).values()) >= 0
        records = {entry.job_id: self.jobs.load(entry.job_id) for entry in entries if entry.job_id}
        assert list(differences(account, entries, records)) == []


class Orders(RuleBasedStateMachine):
    """Two studios with the same owner, who does the same in both when both have heard the same."""

    @initialize(
        plan=PLANS,
        interval=st.sampled_from(["monthly", "yearly"]),
        generation=st.sampled_from(["new", "old"]),
        day=st.integers(0, 40),
    )
    def begin(self, plan: str, interval: str, generation: str, day: int) -> None:
        self.in_time, self.late = Studio(), Studio()
        self.lives: list[Life] = []
        self.told = 0
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.buy(plan, interval, generation, day)

    def buy(self, plan: str, interval: str, generation: str, day: int) -> None:
        at = max([NOON, self.in_time.now, *(life.at for life in self.lives)]) + day * DAY
        name = str(len(self.lives) + 1)
        self.lives.append(Life("ann", at, name, plan, interval, generation))  # type: ignore[arg-type]
        self.lives[-1].buy()
        self.told = 0

    @property
    def life(self) -> Life:
        return self.lives[-1]

    @property
    def both(self) -> tuple[Studio, Studio]:
        return self.in_time, self.late

    @property
    def has_heard_all(self) -> bool:
        return self.told == len(self.life.events)

    @precondition(lambda self: not self.life.is_over)
    @rule(step=st.sampled_from(STEPS), plan=PLANS)
    def tell(self, step: str, plan: str) -> None:
        self.life.at = max(self.life.at, self.in_time.now)
        step_of(self.life, step, plan)

    @precondition(lambda self: self.life.is_over and self.has_heard_all)
    @rule(plan=PLANS, interval=st.sampled_from(["monthly", "yearly"]), day=st.integers(0, 40))
    def come_back(self, plan: str, interval: str, day: int) -> None:
        self.buy(plan, interval, "new", day)

    @precondition(lambda self: not self.has_heard_all)
    @rule(data=st.data(), days=st.integers(0, 10))
    def hear(self, data: st.DataObject, days: int) -> None:
        self.in_time.live(self.life, self.told)
        new = [text for _, text in self.life.events[self.told :]]
        self.texts += new
        self.told = len(self.life.events)
        again = data.draw(st.lists(st.sampled_from(self.texts), max_size=3))
        order = data.draw(st.permutations([*new, *again]))
        moment = self.in_time.now + days * DAY
        self.in_time.pass_to(moment)
        self.late.pass_to(moment)
        self.late.receive(*order)
        assert self.late.state == self.in_time.state

    @precondition(lambda self: self.has_heard_all)
    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        moment = self.in_time.now + days * DAY
        for studio in self.both:
            studio.pass_to(moment)
        assert self.late.state == self.in_time.state

    @precondition(lambda self: self.has_heard_all)
    @rule(data=st.data())
    def hear_all_again(self, data: st.DataObject) -> None:
        before = self.late.state, self.late.ledger.entries("ann")
        self.late.receive(*data.draw(st.permutations(self.texts)))
        assert (self.late.state, self.late.ledger.entries("ann")) == before

    @precondition(lambda self: self.has_heard_all)
    @rule(pages=st.integers(1, 200))
    def accept(self, pages: int) -> None:
        if 12 * pages <= self.in_time.account.available:
            self.ids.append(f"job-{len(self.ids)}")
            for studio in self.both:
                studio.accept(self.ids[-1], pages)

    @precondition(lambda self: self.ids and self.has_heard_all)
    @rule(data=st.data(), what=st.sampled_from(["draw", "cancel", "settle"]), twice=st.booleans())
    def go_on(self, data: st.DataObject, what: str, twice: bool) -> None:
        id = data.draw(st.sampled_from(self.ids))
        if len({studio.has_lapsed(id) for studio in self.both}) == 2:
            # Where a month gave way to another and came back, what was held in it before has expired all the same; who
            # heard of both at once never left that month. This does not commute, and gives no Blots to anybody.
            return
        for studio in self.both * (1 + twice):
            record = studio.jobs.load(id)
            assert record
            if what == "draw":
                studio.draw(id)
            elif what == "cancel":
                cancel_job(studio.jobs, record, running=True)
            else:
                settle_job(studio.jobs, id)
        assert self.late.state == self.in_time.state

    @invariant()
    def all_is_well(self) -> None:
        for studio in self.both:
            studio.check()


TestOrders = Orders.TestCase
TestOrders.settings = settings(stateful_step_count=30)
