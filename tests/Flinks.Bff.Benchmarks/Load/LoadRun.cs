namespace Flinks.Bff.Benchmarks.Load;

/// <summary>Measures what was asked for, row by row, and prints the table.</summary>
public sealed class LoadRun(LoadOptions options, Workplace workplace, Report report)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var upstream = await Upstream.StartAsync(workplace, cancellationToken);
        var published = options.Published ?? await PublishAsync(cancellationToken);
        await ThroughputAsync(upstream, published, cancellationToken);
    }

    private async Task<string> PublishAsync(CancellationToken cancellationToken)
    {
        var folder = workplace.Folder("published");
        await Child.RunAsync(["dotnet", "publish", Path.Combine(SourceRoot(), "src", "Flinks.Bff"), "-c", "Release", "-o", folder, "-v", "q"], cancellationToken);
        return folder;
    }

    private async Task ThroughputAsync(Upstream upstream, string published, CancellationToken cancellationToken)
    {
        if (options.Rows.Overlaps(["sqlite", "postgres", "typescript"]))
        {
            var bare = await YardstickAsync("bare", upstream.ApiRoot(Payload.Small), cancellationToken);
            var subjects = new List<(Variant, double)>();
            if (options.Rows.Contains("sqlite"))
            {
                subjects.Add((await SubjectAsync("sqlite", published, upstream.ApiRoot(Payload.Small), Sqlite, cancellationToken), 0.25));
            }

            if (options.Rows.Contains("postgres"))
            {
                var server = await PostgresServer.StartAsync(workplace, cancellationToken);
                var settings = new Dictionary<string, string>
                {
                    ["Database__Provider"] = "PostgreSql",
                    ["Database__MigrateOnStart"] = "true",
                    ["ConnectionStrings__FlinksBff"] = server.ConnectionString,
                };
                subjects.Add((await SubjectAsync("postgres", published, upstream.ApiRoot(Payload.Small), settings, cancellationToken), 0.12));
            }

            await TakeTurnsAsync([bare, .. subjects.Select(subject => subject.Item1)], cancellationToken);
            report.Add("8 KB", bare, subjects);
        }

        if (options.Rows.Contains("large"))
        {
            var dom = await YardstickAsync("dom", upstream.ApiRoot(Payload.Large), cancellationToken);
            var subject = await SubjectAsync("sqlite-170k", published, upstream.ApiRoot(Payload.Large), Sqlite, cancellationToken);
            await TakeTurnsAsync([dom, subject], cancellationToken);
            report.Add("170 KB", dom, [(subject, 1.0)]);
        }
    }

    private static readonly Dictionary<string, string> Sqlite = new() { ["ConnectionStrings__FlinksBff"] = "Data Source=flinks-bff.db" };

    /// <summary>Noise of the machine hits all of them.</summary>
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

    private async Task<Variant> YardstickAsync(string kind, string apiRoot, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{Workplace.FreePort()}");
        var child = workplace.Keep(Child.Start(
            workplace.PathOf($"{kind}.complaints"),
            ["dotnet", typeof(LoadRun).Assembly.Location, "yardstick", kind, $"{apiRoot}/{Upstream.CustomerId}", address.OriginalString]));
        await workplace.ReadyAsync(child, new Uri(address, "/ready"), cancellationToken);
        return new Variant(kind, address, await CallsAsync(kind, Enumerable.Repeat(new Call("/accounts", "none"), 2), cancellationToken));
    }

    private async Task<Variant> SubjectAsync(
        string name, string published, string apiRoot, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var subject = workplace.Keep(await Subject.StartAsync(workplace, published, workplace.Folder(name), apiRoot, settings, cancellationToken));
        return new Variant(name, subject.Address, await CallsAsync(name, await subject.LinkAsync(options.Users, cancellationToken), cancellationToken));
    }

    private async Task<string> CallsAsync(string name, IEnumerable<Call> calls, CancellationToken cancellationToken)
    {
        var file = workplace.PathOf($"{name}.calls");
        await File.WriteAllLinesAsync(file, calls.Select(call => $"{call.Path} {call.Token}"), cancellationToken);
        return file;
    }

    private static string SourceRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Flinks.Bff.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The program does not stand in the source tree.");
    }
}
