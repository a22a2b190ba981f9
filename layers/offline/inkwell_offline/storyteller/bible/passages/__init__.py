"""All passages, in the order of the Bible."""

from inkwell_offline.storyteller.bible.beats import Passage
from inkwell_offline.storyteller.bible.passages.beginnings import ABRAHAM, BABEL, CREATION, NOAH
from inkwell_offline.storyteller.bible.passages.childhood import FISHERMEN, NATIVITY, TEMPLE, WISE_MEN
from inkwell_offline.storyteller.bible.passages.deeds import CHILDREN, LOAVES, STORM, ZACCHAEUS
from inkwell_offline.storyteller.bible.passages.easter import EASTER, PALM_SUNDAY
from inkwell_offline.storyteller.bible.passages.exile import DANIEL, ESTHER, FURNACE, NEHEMIAH
from inkwell_offline.storyteller.bible.passages.families import JOSEPH, RUTH, SAMUEL
from inkwell_offline.storyteller.bible.passages.kings import GOLIATH, SHEPHERD, SOLOMON
from inkwell_offline.storyteller.bible.passages.moses import BASKET, JERICHO, MANNA, RED_SEA
from inkwell_offline.storyteller.bible.passages.parables import LOST_SHEEP, PRODIGAL, SAMARITAN
from inkwell_offline.storyteller.bible.passages.prophets import ELIJAH, JONAH, NAAMAN

PASSAGES: tuple[Passage, ...] = (
    CREATION,
    NOAH,
    BABEL,
    ABRAHAM,
    JOSEPH,
    BASKET,
    RED_SEA,
    MANNA,
    JERICHO,
    RUTH,
    SAMUEL,
    SHEPHERD,
    GOLIATH,
    SOLOMON,
    ELIJAH,
    NAAMAN,
    NEHEMIAH,
    ESTHER,
    FURNACE,
    DANIEL,
    JONAH,
    NATIVITY,
    WISE_MEN,
    TEMPLE,
    FISHERMEN,
    CHILDREN,
    STORM,
    LOAVES,
    SAMARITAN,
    LOST_SHEEP,
    PRODIGAL,
    ZACCHAEUS,
    PALM_SUNDAY,
    EASTER,
)
