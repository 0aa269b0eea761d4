"""The database's own full-text table. Django has no model for it: it differs by database."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Written out here, so that the migration stays what it was when the engines change.
CREATE = {
    "sqlite": [
        """
        CREATE VIRTUAL TABLE searching_index USING fts5(
            title, codes, summary, body, tokenize = 'ascii', prefix = '3 5'
        )
        """
    ],
    "postgresql": [
        # Vectors stay in their rows up to a whole page: ranking thousands of hits would otherwise
        # fetch each of them from elsewhere.
        """
        CREATE TABLE searching_index (entry_id bigint PRIMARY KEY, vector tsvector NOT NULL)
            WITH (toast_tuple_target = 8160)
        """,
        "CREATE INDEX searching_index_vector ON searching_index USING gin (vector)",
    ],
}


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE searching_index")


class Migration(migrations.Migration):
    dependencies = [("searching", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
