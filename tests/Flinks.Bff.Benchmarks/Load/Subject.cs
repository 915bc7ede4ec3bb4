namespace Flinks.Bff.Benchmarks.Load;

/// <summary>The published host as a process of its own.</summary>
public sealed class Subject : IAsyncDisposable
{
    private readonly Child _child;

    private Subject(Child child, Uri address, TimeSpan startToReady)
    {
        _child = child;
        Address = address;
        StartToReady = startToReady;
    }

    public Uri Address { get; }

    public TimeSpan StartToReady { get; }

    public ProcessFigures Figures => new(_child.Id);

    /// <summary>Settings with which it starts, by the names of environment variables; they are as made up as its users.</summary>
    public static Dictionary<string, string> Settings(string apiRoot) => new()
    {
        ["Flinks__ApiBaseUrl"] = apiRoot,
        ["Flinks__ConnectBaseUrl"] = "http://127.0.0.1/v2/",
        ["Flinks__CustomerId"] = Upstream.CustomerId,
        ["Flinks__SecretKey"] = "c4569c54-e167-4d34-8de6-f4113bc82414",
        ["Flinks__ApiKey"] = "3d5266a8-b697-48d4-8de6-52e2e2662acc",
        ["Auth__Issuer"] = Caller.Issuer,
        ["Auth__Audience"] = Caller.Audience,
        ["Auth__SigningKey"] = Caller.SigningKey,
        ["ResumeUrls__Keys__0__Id"] = "load",
        ["ResumeUrls__Keys__0__Value"] = "cmVzdW1lLWtleS1mb3ItdGVzdHMtb2YtdGhlLWJmZi0=",
        ["RateLimits__PerUserPerMinute"] = "1000000000",
        ["RateLimits__PerAddressPerMinute"] = "1000000000",
    };

    /// <param name="published">The folder it was published to.</param>
    /// <param name="folder">A folder of its own.</param>
    /// <param name="database">The settings of its database.</param>
    public static async Task<Subject> StartAsync(
        Workplace workplace, string published, string folder, string apiRoot, IReadOnlyDictionary<string, string> database, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{Workplace.FreePort()}");
        var environment = new Dictionary<string, string>(Settings(apiRoot).Concat(database))
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = address.OriginalString,
        };

        var child = Child.Start(Path.Combine(folder, "complaints"), ["dotnet", Path.Combine(published, "Flinks.Bff.dll")], environment, folder);
        var ready = await workplace.ReadyAsync(child, new Uri(address, "/health/ready"), cancellationToken);
        return new Subject(child, address, ready);
    }

    public Task<IReadOnlyList<Call>> LinkAsync(int users, CancellationToken cancellationToken) => CallerClient.LinkAsync(Address, users, cancellationToken);

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
