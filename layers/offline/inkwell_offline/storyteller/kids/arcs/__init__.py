"""The kinds of conflict that a children's story may have."""

from collections.abc import Mapping

from inkwell_offline.storyteller.kids.arcs.bedtime import BEDTIME
from inkwell_offline.storyteller.kids.arcs.challenge import CHALLENGE
from inkwell_offline.storyteller.kids.arcs.friend import NEW_FRIEND
from inkwell_offline.storyteller.kids.arcs.lost import LOST_AND_FOUND
from inkwell_offline.storyteller.kids.arcs.mystery import MYSTERY
from inkwell_offline.storyteller.kids.steps import Arc

ARCS: Mapping[str, Arc] = {
    "lost-and-found": LOST_AND_FOUND,
    "new-friend": NEW_FRIEND,
    "mystery": MYSTERY,
    "challenge": CHALLENGE,
    "bedtime": BEDTIME,
}
