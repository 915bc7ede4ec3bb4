using System.Net.Http.Json;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Work;
using Flinks.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Flinks.Bff.Tests.Hosting;

/// <summary>Steps that several tests take.</summary>
public static class BffSteps
{
    /// <summary>Do not wait for more than is known at once.</summary>
    public static readonly (string Name, string Value) AtOnce = ("Prefer", "wait=0");

    /// <summary>Somebody signs in at the bank: Flinks' data of the login are new.</summary>
    public static async Task SignInAtBankAsync(this BffHost bff, Guid loginId)
    {
        bff.Clock.Advance(TimeSpan.FromSeconds(30));
        var outcome = await bff.Services.GetRequiredService<FlinksClient>().AuthorizeAsync(new LoginId(loginId), cached: false, TestContext.Current.CancellationToken);
        Assert.IsType<FlinksOutcome.Authorized>(outcome);
        bff.Flinks.Calls.Clear();
    }

    /// <summary>All work that is under way has ended.</summary>
    public static Task SettleAsync(this BffHost bff) =>
        bff.Services.GetRequiredService<BackgroundWork>().WhenIdleAsync().WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Moves the clock, then takes up the deletions that have become due.</summary>
    public static async Task PassToDeletionsAsync(this BffHost bff, TimeSpan time)
    {
        bff.Clock.Advance(time);
        await bff.Services.GetRequiredService<DeletionService>().TakeUpDueAsync(TestContext.Current.CancellationToken);
        await bff.SettleAsync();
    }

    /// <summary>Looks into the tables.</summary>
    public static async Task<T> ReadAsync<T>(this BffHost bff, Func<BffDbContext, Task<T>> query)
    {
        await using var db = await bff.Services.GetRequiredService<IDbContextFactory<BffDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await query(db);
    }

    /// <summary>Has SQLite write its log into the file.</summary>
    public static Task EmptyLogAsync(this BffHost bff) =>
        bff.ReadAsync(db => db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", TestContext.Current.CancellationToken));

    /// <summary>Lets time go by until it is done.</summary>
    public static async Task WhileTimePassesAsync(this BffHost bff, Task task)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, bff.Clock.TimerSetAsync());
            bff.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await task;
    }

    /// <summary>Opens a connect session.</summary>
    public static async Task<Guid> StartConnectSessionAsync(this BffClient user, object? body = null)
    {
        var answer = await user.PostAsync("/api/v1/connect-sessions", body ?? new { });
        Assert.Equal(201, answer.Status);
        return answer.Json.GetProperty("connectSessionId").GetGuid();
    }

    /// <summary>Chooses the accounts that are shared.</summary>
    public static async Task SelectAsync(this BffClient user, Guid connectionId, params Guid[] accountIds)
    {
        var selected = await user.SendAsync(HttpMethod.Put, $"/api/v1/connections/{connectionId}/account-selection", JsonContent.Create(new { accountIds }));
        Assert.Equal(200, selected.Status);
    }

    /// <summary>The user's connections.</summary>
    public static async Task<Guid[]> ListConnectionsAsync(this BffClient user) =>
        [.. (await user.GetAsync("/api/v1/connections")).Json.EnumerateArray().Select(connection => connection.GetProperty("connectionId").GetGuid())];

    /// <summary>The members that a 400 names.</summary>
    public static string[] InvalidMembers(this BffAnswer answer) => [.. answer.Json.GetProperty("errors").EnumerateObject().Select(member => member.Name)];

    /// <summary>The names of an object's members, in order.</summary>
    public static string[] Members(this System.Text.Json.JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}
