namespace Flinks.Bff.Benchmarks.Load;

/// <summary>What every measurement needs: nginx in the place of Flinks, the published host, and the handlers to measure it against.</summary>
public sealed class Bench(Workplace workplace, LoadOptions options, Upstream upstream, string published)
{
    public static readonly IReadOnlyDictionary<string, string> Sqlite =
        new Dictionary<string, string> { ["ConnectionStrings__FlinksBff"] = "Data Source=flinks-bff.db" };

    public static IReadOnlyDictionary<string, string> Postgres(string connectionString) => new Dictionary<string, string>
    {
        ["Database__Provider"] = "PostgreSql",
        ["Database__MigrateOnStart"] = "true",
        ["ConnectionStrings__FlinksBff"] = connectionString,
    };

    public static async Task<Bench> SetUpAsync(Workplace workplace, LoadOptions options, CancellationToken cancellationToken)
    {
        var upstream = await Upstream.StartAsync(workplace, cancellationToken);
        return new Bench(workplace, options, upstream, options.Published ?? await PublishAsync(workplace, cancellationToken));
    }

    public string ApiRoot(Payload payload) => upstream.ApiRoot(payload);

    /// <summary>The host in a folder of its own; it starts on what an earlier one of that name has left there.</summary>
    /// <param name="host">Where another one was published to than the one that is measured.</param>
    public Task<Subject> StartAsync(string name, Payload payload, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken, string? host = null) =>
        Subject.StartAsync(workplace, host ?? published, workplace.Folder(name), upstream.ApiRoot(payload), settings, cancellationToken);

    public async Task<Variant> SubjectAsync(
        string name, Payload payload, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken, string? host = null)
    {
        var subject = workplace.Keep(await StartAsync(name, payload, settings, cancellationToken, host));
        var calls = await subject.LinkAsync(options.Users, cancellationToken);
        return new Variant(name, subject.Address, await WriteAsync(name, calls, cancellationToken), subject.Figures);
    }

    public Task<Variant> YardstickAsync(string kind, Payload payload, CancellationToken cancellationToken) =>
        HandlerAsync(
            kind,
            port => ["dotnet", typeof(Bench).Assembly.Location, "yardstick", kind, $"{upstream.ApiRoot(payload)}/{Upstream.CustomerId}", $"http://127.0.0.1:{port}"],
            cancellationToken);

    public Task<Variant> TypeScriptAsync(Payload payload, CancellationToken cancellationToken) =>
        HandlerAsync(
            "typescript",
            port => ["node", Path.Combine(TypeScriptClient.Folder, "server.js"), upstream.ApiRoot(payload), Upstream.CustomerId, $"{port}"],
            cancellationToken);

    public static async Task<string> PublishAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var folder = workplace.Folder("published");
        await Child.RunAsync(["dotnet", "publish", SourceTree.PathOf("src/Flinks.Bff"), "-c", "Release", "-o", folder, "-v", "q"], cancellationToken);
        return folder;
    }

    private async Task<Variant> HandlerAsync(string name, Func<int, IReadOnlyList<string>> command, CancellationToken cancellationToken)
    {
        var port = Workplace.FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        var child = workplace.Keep(Child.Start(workplace.PathOf($"{name}.complaints"), command(port)));
        await workplace.ReadyAsync(child, new Uri(address, "/ready"), cancellationToken);
        return new Variant(name, address, await WriteAsync(name, Enumerable.Repeat(new Call("/accounts", "none"), Wrk.Connections), cancellationToken), new ProcessFigures(child.Id));
    }

    private async Task<string> WriteAsync(string name, IEnumerable<Call> calls, CancellationToken cancellationToken)
    {
        var file = workplace.PathOf($"{name}.calls");
        await File.WriteAllLinesAsync(file, calls.Select(call => $"{call.Path} {call.Token}"), cancellationToken);
        return file;
    }
}
