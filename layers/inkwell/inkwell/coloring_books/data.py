"""The kinds of jobs of the family, and what their pictures become a part of."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from inkwell.coloring_books.options import Audience
from inkwell.coloring_books.store import Hero
from inkwell.core.pictures import Picture, Version

#: The kind of job that draws a hero, and the key of its one picture.
HERO = "hero_creation"
SHEET = "sheet"

#: All kinds of jobs that a caller can look at.
KINDS = frozenset({HERO})


@dataclass(frozen=True, slots=True)
class NewHero:
    """A hero that appears when its sheet is shown: kept in the brief of the sheet (`Brief.lands_on`)."""

    owner: str
    name: str
    description: str
    audience: Audience

    @classmethod
    def of(cls, picture: Picture) -> "NewHero | None":
        """The hero that a picture is the sheet of; None for any other picture."""
        facts = picture.brief.lands_on.get(HERO)
        return cls(**facts) if facts else None

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Brief.lands_on`."""
        return {HERO: asdict(self)}

    def appeared(self, picture: Picture, version: Version) -> Hero:
        """The hero with its sheet."""
        return Hero(
            id=picture.job_id,
            owner=self.owner,
            name=self.name,
            description=self.description,
            audience=self.audience,
            reference_key=version.object_key,
            thumbnail_key=version.thumbnail_key or version.object_key,
            created_at=version.created_at,
        )
