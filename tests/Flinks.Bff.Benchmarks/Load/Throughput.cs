namespace Flinks.Bff.Benchmarks.Load;

/// <summary>Requests per second beside handlers that keep nothing. All take turns, so that noise of the machine hits all of them.</summary>
public sealed class Throughput(Bench bench, LoadOptions options, Workplace workplace, Report report)
{
    private const double SqliteTarget = 0.25;

    private const double PostgresTarget = 0.12;

    private const double StubTarget = 0.45;

    private const double LargeTarget = 1.0;

    /// <summary>Times what the TypeScript client answers.</summary>
    private const double TypeScriptTarget = 3;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public async Task SmallAsync(CancellationToken cancellationToken)
    {
        var bare = await bench.YardstickAsync("bare", Payload.Small, cancellationToken);
        var typescript = options.Rows.Contains(Row.TypeScript) ? await bench.TypeScriptAsync(Payload.Small, cancellationToken) : null;
        var sqlite = options.Rows.Contains(Row.Sqlite) || typescript is not null
            ? await bench.SubjectAsync("sqlite", Payload.Small, Bench.Sqlite, cancellationToken)
            : null;
        var postgres = options.Rows.Contains(Row.Postgres) ? await TryOnPostgresAsync(cancellationToken) : null;
        var stub = options is { Stubbed: { } stubbed } && options.Rows.Contains(Row.Stub)
            ? await bench.SubjectAsync("stub", Payload.Small, Bench.Sqlite, cancellationToken, stubbed)
            : null;

        Variant[] variants = [bare, .. new[] { typescript, sqlite, postgres, stub }.OfType<Variant>()];
        await TakeTurnsAsync(variants, cancellationToken);

        report.Figures("8 KB", variants);
        Ratio("SQLite / bare handler, 8 KB", sqlite, bare, SqliteTarget);
        Ratio("PostgreSQL / bare handler, 8 KB", postgres, bare, PostgresTarget);
        Ratio("Storage a stub / bare handler, 8 KB", stub, bare, StubTarget);
        Ratio("SQLite / TypeScript client, 8 KB", sqlite, typescript, TypeScriptTarget);
    }

    public async Task LargeAsync(CancellationToken cancellationToken)
    {
        var dom = await bench.YardstickAsync("dom", Payload.Large, cancellationToken);
        var sqlite = await bench.SubjectAsync("sqlite-large", Payload.Large, Bench.Sqlite, cancellationToken);
        await TakeTurnsAsync([dom, sqlite], cancellationToken);

        report.Figures("170 KB", [dom, sqlite]);
        Ratio("SQLite / DOM handler, 170 KB", sqlite, dom, LargeTarget);
    }

    /// <summary>A host without that provider, or with trouble there, does not take the other rows with it.</summary>
    private async Task<Variant?> TryOnPostgresAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await OnPostgresAsync(cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            report.Line("PostgreSQL / bare handler, 8 KB", $"not measured: {exception.Message}", "", isReached: null);
            return null;
        }
    }

    private async Task<Variant> OnPostgresAsync(CancellationToken cancellationToken)
    {
        var server = await PostgresServer.StartAsync(workplace, cancellationToken);
        return await bench.SubjectAsync("postgres", Payload.Small, Bench.Postgres(server.ConnectionString), cancellationToken);
    }

    private async Task TakeTurnsAsync(IReadOnlyList<Variant> variants, CancellationToken cancellationToken)
    {
        foreach (var variant in variants)
        {
            await variant.WarmAsync(WarmUp, cancellationToken);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var variant in variants)
            {
                await variant.MeasureAsync(options.Time, cancellationToken);
            }
        }
    }

    private void Ratio(string what, Variant? subject, Variant? yardstick, double target)
    {
        if (subject is null || yardstick is null)
        {
            return;
        }

        var ratios = subject.Rounds.Zip(yardstick.Rounds, (mine, theirs) => mine.PerSecond / theirs.PerSecond).ToList();
        var ratio = subject.PerSecond / yardstick.PerSecond;
        report.Line(what, $"{ratio:0.000} (rounds: {ratios.Min():0.000} to {ratios.Max():0.000})", $"{target:0.00}", ratio >= target);
    }
}
