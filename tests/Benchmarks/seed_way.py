"""The usual way of doing this job, as the first version of this project did it: pandas and SQLAlchemy.

Reads the first ROWS users of a file, makes the same columns of them and replaces a table with them. Prints one line of
JSON: how long that took, without the start of Python and its imports, and what it took.
"""

import argparse
import itertools
import json
import resource
import sys
import time

import pandas
import psycopg2
import sqlalchemy


def read(path, rows):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in itertools.islice(lines, rows)]


def transform(records):
    users = pandas.json_normalize(records, sep="_")
    users = users.rename(columns={"company_catchPhrase": "company_catch_phrase"})
    users[["first_name", "last_name"]] = users["name"].str.split(" ", n=1, expand=True)
    users["email"] = users["email"].str.lower()
    users["phone"] = users["phone"].fillna("unknown")
    for column in ("address_geo_lat", "address_geo_lng"):
        users[column] = users[column].astype(float)
    return users


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("path")
    arguments.add_argument("rows", type=int)
    arguments.add_argument("schema")
    arguments.add_argument("table")
    options = arguments.parse_args()

    # Connection settings come as libpq's own variables (PGHOST, ...).
    engine = sqlalchemy.create_engine("postgresql+psycopg2://")
    started = time.perf_counter()
    users = transform(read(options.path, options.rows))
    users.to_sql(options.table, engine, schema=options.schema, if_exists="replace", index=False)
    seconds = time.perf_counter() - started

    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "rows": len(users),
        "seconds": seconds,
        "cpuSeconds": usage.ru_utime + usage.ru_stime,
        "peakBytes": usage.ru_maxrss * 1024,
        "versions": {
            "Python": sys.version.split()[0],
            "pandas": pandas.__version__,
            "SQLAlchemy": sqlalchemy.__version__,
            "psycopg2": psycopg2.__version__.split()[0],
        },
    }))


if __name__ == "__main__":
    main()
