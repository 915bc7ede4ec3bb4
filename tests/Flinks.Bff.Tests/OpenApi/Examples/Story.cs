using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Problems;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.OpenApi.Examples;

/// <summary>
/// Calls that follow from one another, on an application of their own. Those with a name are kept as examples of their operation under the
/// status they were answered with.
/// </summary>
public sealed record Story(string Name, Func<Scene, Task> Go, params (string Name, string? Value)[] Settings)
{
    public async Task<IReadOnlyList<Recorded>> PlayAsync()
    {
        await using var bff = await BffHost.StartAsync(
            settings =>
            {
                // A kept token would let a call past a fault of minting.
                settings["Flinks:TokenPool"] = "0";
                settings["Bff:PublicUrl"] = "https://bff.example.test";
                settings["Connect:RedirectUrls:0"] = Scene.RedirectUrl;
                foreach (var (name, value) in Settings)
                {
                    settings[name] = value;
                }
            },
            HurriedClock.Use);
        var scene = new Scene(bff);
        await Go(scene);
        Assert.True(scene.Recorded.Count > 0, $"Nothing of \"{Name}\" is kept.");
        return scene.Recorded;
    }

    public override string ToString() => Name;
}

/// <summary>One call that is kept.</summary>
public sealed record Recorded(string Operation, string Name, string Summary, object? Body, BffAnswer Answer)
{
    /// <summary>Kept for every operation that can answer it, not for one.</summary>
    public bool IsCommon { get; init; }
}

/// <summary>Where a story is played.</summary>
public sealed class Scene(BffHost bff)
{
    public const string RedirectUrl = "https://app.example.test/bank";

    private readonly List<Recorded> _recorded = [];

    public IReadOnlyList<Recorded> Recorded => _recorded;

    public BffHost Bff => bff;

    public SimulatedFlinks Flinks => bff.Flinks;

    public BffClient Alice => bff.As("alice");

    /// <summary>Keeps a call.</summary>
    public async Task<BffAnswer> KeepAsync(string operation, int status, string name, string summary, Task<BffAnswer> call, object? body = null)
    {
        var answer = await call;
        Assert.True(answer.Status == status, $"{operation}, {name}: {answer.Status} instead of {status}: {answer.Text}");
        _recorded.Add(new Recorded(operation, name, summary, body, answer));
        return answer;
    }

    /// <summary>Keeps a call that any operation may answer so.</summary>
    public async Task KeepCommonAsync(int status, string name, string summary, Task<BffAnswer> call)
    {
        var answer = await KeepAsync("common", status, name, summary, call);
        _recorded[^1] = _recorded[^1] with { IsCommon = true };
        Assert.NotNull(answer.Code);
    }

    /// <summary>Links a login.</summary>
    public Task<BffAnswer> ConnectAsync(int status, string name, string summary, object body, params (string Name, string Value)[] headers) =>
        KeepAsync("connections_connect", status, name, summary, Alice.PostAsync("/api/v1/connections", body, headers), body);

    /// <summary>Gets a connection's data again.</summary>
    public Task<BffAnswer> RetrieveAsync(int status, string name, string summary, Guid connectionId, object? body = null) =>
        KeepAsync("connectionRetrievals_start", status, name, summary, Alice.RetrieveAsync(connectionId, body), body);

    /// <summary>Shows a retrieval.</summary>
    public Task<BffAnswer> ShowAsync(int status, string name, string summary, Guid retrievalId) =>
        KeepAsync("retrievals_show", status, name, summary, Alice.GetAsync($"/api/v1/retrievals/{retrievalId}"));
}
