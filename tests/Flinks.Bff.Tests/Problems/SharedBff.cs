using Flinks.Bff.Tests.Hosting;
using Flinks.Simulator.Banks;

namespace Flinks.Bff.Tests.Problems;

/// <summary>One application for the tests of a class, which run one after the other; each brings a user and a login of its own.</summary>
public sealed class SharedBff : IAsyncLifetime
{
    private BffHost? _host;

    public BffHost Host => _host ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _host = await BffHost.StartAsync(
        settings =>
        {
            // A kept token would let a call past a fault of minting.
            settings["Flinks:TokenPool"] = "0";
        },
        HurriedClock.Use);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Somebody new with a login of their own; what was scripted before is forgotten.</summary>
    public Newcomer Newcomer(Func<LoginScenario, LoginScenario>? scenario = null)
    {
        Host.Flinks.Faults.Clear();
        Host.Flinks.Calls.Clear();
        return Problems.Newcomer.To(Host, scenario);
    }
}

/// <summary>A user with a login that nobody else holds.</summary>
public sealed record Newcomer(BffClient Client, Guid LoginId)
{
    public static Newcomer To(BffHost bff, Func<LoginScenario, LoginScenario>? scenario = null)
    {
        var loginId = Guid.NewGuid();
        var plain = new LoginScenario { LoginId = loginId, Name = "Newcomer", Sentence = "Lets in at once.", Username = $"user_{loginId:N}", PollsBeforeReady = 0 };
        bff.Flinks.Seed(scenario?.Invoke(plain) ?? plain);
        return new Newcomer(bff.As($"user-{loginId:N}"), loginId);
    }

    public Task<BffAnswer> ConnectAsync(string freshness = "cached", params (string Name, string Value)[] headers) =>
        Client.ConnectAsync(LoginId, new { freshness }, headers);
}
