using EtlAspire.Benchmarks.Ways;

namespace EtlAspire.Benchmarks.Reporting;

/// <summary>The results in words and tables: for the console, and as a page of the documentation.</summary>
internal sealed class Report(Results results)
{
    public string ToConsole() => $"""

        {WayTable.Of(results)}
        {ProcessTable.Cpu(results)}
        {ProcessTable.Memory(results)}
        {SmallRunTables.Latencies(results.SmallRuns!)}
        {SmallRunTables.Stages(results.Stages!)}
        {GoalTable.Of(results)}
        Every way made the same table: {results.Content!.Rows:N0} rows, checksum {results.Content.Checksum}.
        """;

    public string ToDocument() => $"""
        # Benchmarks

        How fast EtlAspire loads users out of a file into PostgreSQL, beside the usual way of doing that job and beside what
        PostgreSQL itself can take. `./bench.sh` wrote this page; run it to have the numbers of your own machine. A ratio
        counts only because both of its sides ran in one sitting, one after the other, against the same PostgreSQL: the one
        that the AppHost started, with its durability on (`fsync`, `synchronous_commit`, `full_page_writes`). Only the batches of
        a run do not wait for the disk one by one; the commit that publishes them does, for all of them.

        {GoalTable.Of(results)}
        *Reached* says whether a number is as good as it must be, or as good as we aim for. The numbers are those of the system
        as it starts by itself, with one process of each service. The ways took turns, {results.Options.Repeats} times, and of each way the best
        run counts: what else a machine has to do makes a run slower, never faster. Each system has run a few times before, twice with all
        users: .NET compiles code as it meets it, so that the first large run after a start takes two to three times as long.

        ## The ways

        {WayTable.Of(results)}
        - **pandas + to_sql** is [the usual way](../tests/Benchmarks/seed_way.py): `json_normalize`, the same transform, and
          SQLAlchemy's `to_sql(if_exists='replace')`. Its time is without the start of Python and its imports. It has no lake, no
          ledger and no lineage, and a reader finds the table empty while it is written.
        - **bare \copy** is `psql`'s `\copy` of our finished table, exported before, into an empty table of the same columns,
          without an index: the database alone, with nothing left to do but to store the rows.
        - **EtlAspire** is asked for by `POST /api/pipelines/{Data.UsersPipeline.Name}/runs` and timed by the run's own
          times, from that request until its rows are published: read, checked, kept raw, transformed, copied, indexed by its key and
          published. The commit of that, some 20 ms, comes after the time is taken. All services are processes of their own, and
          send traces, metrics and logs as always.

        Every way made the same table: {results.Content!.Rows:N0} rows with the checksum {results.Content.Checksum} over all columns but
        lineage; pandas the same as ours of the first {results.Options.PandasRows:N0} users.

        *CPU, own* is the processor time of Python, or of our five services: Dashboard, Extractor, Transformer, Loader
        and SampleApi. *Peak memory* is the largest resident set of any one of their processes.

        ## Our way, process by process

        {ProcessTable.Cpu(results)}
        {ProcessTable.Memory(results)}
        Processor time is that of all replicas together, in the best run; memory is the largest resident set of any one process
        in any run. ×1, ×2 and ×4 say how many replicas of Extractor, Transformer and Loader shared the work.

        ## Ten users

        What a run costs besides its rows: the sample pipeline `users`, {results.Options.SmallRuns:N0} times, one run after the other,
        after {SmallRuns.WarmUps} to get warm. The client asks every 25 ms, which is part of what it sees.

        {SmallRunTables.Latencies(results.SmallRuns!)}
        {SmallRunTables.Stages(results.Stages!)}
        ## What it was measured with

        | | |
        |---|---|
        | Processor | {Machine.Processor} |
        | Memory | {Machine.Memory} |
        | System | {Machine.System} |
        | Versions | {Versions()} |
        | Date | {TimeProvider.System.GetUtcNow():yyyy-MM-dd} |
        | Data | {results.Dataset.Rows:N0} generated users in JSONPlaceholder's shape, one NDJSON file of {results.Dataset.Bytes / 1e6:N0} MB ({(double)results.Dataset.Bytes / results.Dataset.Rows:0} bytes each), in the page cache; flattened to {results.Content.Columns.Split(", ").Length} columns |

        The data is the same on every machine: the sample API's [generator](../Samples/SampleApi/PeopleGenerator.cs) makes each
        user out of its id.

        ## Run it

        ```bash
        ./bench.sh                          # a million users, about a quarter of an hour
        ./bench.sh --ten-times              # ten million as well, for memory
        ./bench.sh --rows 20000 --no-docs   # a trial
        ./bench.sh --beside ../other        # this checkout's system and another's in turns, printed only
        ./bench.sh stages                   # scan, compress, transform and encode one batch, in memory
        ```

        """;

    private string Versions() => string.Join(", ",
        ((string[])[Machine.DotNet, $"RabbitMQ {Machine.RabbitMq}"])
            .Concat(results.Versions.Select(version => $"{version.Key} {version.Value}")));
}
