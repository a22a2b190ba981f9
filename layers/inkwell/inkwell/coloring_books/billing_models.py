"""Requests and responses about Blots and plans, to the letter of the contract."""

from pydantic import BaseModel, Field

from inkwell.coloring_books.plans import PlanName


class Balance(BaseModel):
    """The Blots and the storage of a caller."""

    blots: int = Field(description="Blots to spend", examples=[847])
    plan: PlanName = Field(examples=["creator"])
    resetsAt: str = Field(description="The next reset of Blots", examples=["2025-02-01T00:00:00.000Z"])
    storageUsed: int = Field(description="Bytes", examples=[2415919104])
    storageLimit: int = Field(description="Bytes", examples=[16106127360])
