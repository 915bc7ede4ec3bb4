using System.Collections.Concurrent;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Persistence.Rekeying;
using Flinks.Bff.Platform.Work;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>Steps that tests of the <c>rekey</c> command take.</summary>
internal static class RekeySteps
{
    public static readonly Guid Login = SimulatedLogins.NoMfa.LoginId;
    public static readonly Guid Parked = SimulatedLogins.NoMfaPending.LoginId;
    public static readonly Guid Deleted = SimulatedLogins.NoTransactions.LoginId;

    /// <summary>Runs the command on this host's database and certificates; time goes by only while it waits.</summary>
    /// <returns>What it told.</returns>
    public static async Task<string[]> RekeyAsync(this BffHost bff, Action<string>? hear = null)
    {
        var told = new ConcurrentQueue<string>();
        await bff.Services.GetRequiredService<Rekey>().RunAsync(
            sentence =>
            {
                told.Enqueue(sentence);
                hear?.Invoke(sentence);
                bff.Clock.Advance(sentence == RowResealing.Waiting ? RowResealing.TakenUpWithin : TimeSpan.Zero);
            },
            TestContext.Current.CancellationToken);
        await bff.LookAroundAsync();
        return [.. told];
    }

    /// <summary>Runs the command elsewhere, beside this host.</summary>
    public static async Task<string[]> RekeyElsewhereAsync(this BffHost bff, BffHost elsewhere, Action<string>? hear = null, params BffHost[] others)
    {
        try
        {
            return await elsewhere.RekeyAsync(hear);
        }
        finally
        {
            // Time went by, and who was silent for too long is new to the others, which takes a moment to be over.
            foreach (var host in others.Prepend(bff))
            {
                await host.LookAroundAsync();
            }

            bff.Clock.Advance(Neighbours.NoticedWithin);
        }
    }

    /// <summary>An instance that never looks for new keys by itself: it is told of them only by what it meets.</summary>
    public static void LookForNoKeys(IServiceCollection services)
    {
        foreach (var watch in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(KeysWatch)).ToList())
        {
            services.Remove(watch);
        }
    }

    /// <summary>The names of all keys but those of the ring.</summary>
    public static Task<List<string>> KeyNamesAsync(this BffHost bff) => bff.ReadAsync(
        db => db.Keys.Where(key => !key.Name.StartsWith("ring:")).OrderBy(key => key.Name).Select(key => key.Name).ToListAsync(TestContext.Current.CancellationToken));

    /// <summary>The ring keys that sealed the rows that stay for long.</summary>
    public static Task<List<Guid?>> SealingKeysAsync(this BffHost bff) => bff.ReadAsync(async db =>
    {
        var logins = await db.Connections.Select(row => row.LoginSealed).ToListAsync(TestContext.Current.CancellationToken);
        var deletions = await db.Deletions.Where(row => row.LoginSealed != null).Select(row => row.LoginSealed!).ToListAsync(TestContext.Current.CancellationToken);
        var results = await db.Results.Select(row => row.Sealed).ToListAsync(TestContext.Current.CancellationToken);
        return logins.Concat(deletions).Concat(results).Select(SealedBytes.KeyOf).Distinct().ToList();
    });

    public static Task<BffHost> StartAsync(bool looksForKeys) => WebhookSteps.StartAsync(services: services =>
    {
        if (!looksForKeys)
        {
            LookForNoKeys(services);
        }
    });

    /// <summary>A deletion that Flinks has yet to confirm, and a webhook that nobody has come for.</summary>
    public static async Task PutAwayAsync(this BffHost bff)
    {
        var deleted = await bff.As("alice").ConnectAsync(Deleted);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        await bff.As("alice").DeleteAsync($"/api/v1/connections/{deleted.ConnectionId}");
        await bff.ReceiveAsync(WebhookSteps.Details(Parked, bff.Clock.GetUtcNow()));
    }

    /// <summary>The new key is in force, and not one row has been moved.</summary>
    public static async Task BeginRekeyAsync(this BffHost bff) =>
        Assert.True(await bff.Services.GetRequiredService<LookupChangeStore>()
            .BeginAsync(bff.Services.GetRequiredService<LoginLookup>().MakeKey(), bff.Clock.GetUtcNow(), TestContext.Current.CancellationToken));

    public static async Task<(int Status, Guid Connection)> FoundAsync(this BffHost bff)
    {
        var answer = await bff.As("alice").ConnectAsync(Login);
        return (answer.Status, answer.ConnectionId);
    }
}
