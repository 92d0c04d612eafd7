"""Run by Alembic, on the connection and in the transaction that `webapp.store.schema` hands over.

A new migration is written by hand, after the last one in `versions/`; a test compares what they make together
with the models.
"""

from alembic import context

from webapp.store.models import Base
from webapp.store.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
