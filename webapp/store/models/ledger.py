"""What tells one state of the whole store from every other."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models.base import Base


class Ledger(Base):
    """The one row that every import rewrites; there is none before the first. See `store.ledger`."""

    __tablename__ = "ledger"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str]
