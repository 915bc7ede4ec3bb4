using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Hosting.Databases;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Simulator;
using Flinks.Simulator.Calls;
using Flinks.Simulator.Faults;
using Microsoft.AspNetCore.WebUtilities;
using RedirectSettings = Flinks.Bff.Tests.ConnectSessions.RedirectSettings;

namespace Flinks.Bff.Tests.Platform.Persistence;

/// <summary>Who steals the database learns nothing from its bytes.</summary>
public sealed class StoredBytesTests
{
    private const string User = "auth0|canary-of-a-subject";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_database_holds_no_login_no_user_and_no_bank_data_in_clear(bool isRekeyed)
    {
        await using var bff = await WebhookSteps.StartAsync(RedirectSettings.Apply);
        var secrets = new Needles();
        await LiveAsync(bff, secrets);
        if (isRekeyed)
        {
            await bff.RekeyAsync();
        }

        foreach (var call in bff.Flinks.Calls.All)
        {
            secrets.Add("a loginId", call.LoginId);
            secrets.Add("a RequestId", call.RequestId);
            secrets.Add("a token or key", call.AuthKey);
        }

        var bytes = await bff.Database.DumpAsync();

        Assert.True(bytes.Length > 10_000);
        Assert.Equal([], secrets.FoundIn(bytes));
    }

    [Fact]
    public async Task What_is_looked_for_would_be_found()
    {
        await using var bff = await BffHost.StartAsync();
        var linked = await bff.As(User).ConnectAsync(SimulatedLogins.NoMfa.LoginId);
        var secrets = new Needles();
        secrets.Add("the connection's id", linked.ConnectionId);

        Assert.Equal(["the connection's id"], secrets.FoundIn(await bff.Database.DumpAsync()));
    }

    public static TheoryData<string> Forms => ["text", "UTF-16", "UTF-16, big-endian", "hex", "hex in small letters", "base64", ".NET's bytes", "the bytes as they are read", "digits alone"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_secret_that_lay_there_would_be_found_in_whatever_form(string form)
    {
        var secret = Guid.NewGuid();
        await using var bff = await BffHost.StartAsync();
        await using (var db = bff.Database.Open())
        {
            db.Keys.Add(new StoredKey { Name = "planted", Value = Written(secret, form), CreatedAt = BffHost.Start });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var needles = new Needles();
        needles.Add("the planted one", secret);
        needles.Add("another one", Guid.NewGuid());

        Assert.Equal(["the planted one"], needles.FoundIn(await bff.Database.DumpAsync()));
    }

    private static byte[] Written(Guid secret, string form) => form switch
    {
        "text" => Encoding.UTF8.GetBytes($"{secret}"),
        "UTF-16" => Encoding.Unicode.GetBytes($"{secret}"),
        "UTF-16, big-endian" => Encoding.BigEndianUnicode.GetBytes($"{secret}"),
        "hex" => Encoding.UTF8.GetBytes(Convert.ToHexString(secret.ToByteArray())),
        "hex in small letters" => Encoding.UTF8.GetBytes(Convert.ToHexStringLower(secret.ToByteArray())),
        "base64" => Encoding.UTF8.GetBytes(Convert.ToBase64String(secret.ToByteArray())),
        ".NET's bytes" => secret.ToByteArray(),
        "digits alone" => Encoding.UTF8.GetBytes(secret.ToString("N").ToUpperInvariant()),
        _ => secret.ToByteArray(bigEndian: true),
    };

    /// <summary>Data answered and data kept, a challenge answered and one left open, a ticket, webhooks taken and parked, a shared login, a summary, an open deletion, a key.</summary>
    private static async Task LiveAsync(BffHost bff, Needles secrets)
    {
        var user = bff.As(User);
        secrets.Add("the subject", User);
        secrets.Add("the key", "canary-of-a-key");
        await GetDataAsync(bff, user, secrets);
        await AnswerAsync(user, secrets);
        await ReceiveAsync(bff, secrets);
        await ComeBackAsync(bff, user, secrets);
        await ShareAsync(bff, user);

        var deleted = await user.ConnectAsync(SimulatedLogins.NoTransactions.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        await user.DeleteAsync($"/api/v1/connections/{deleted.ConnectionId}");
    }

    private static async Task GetDataAsync(BffHost bff, BffClient user, Needles secrets)
    {
        var answered = await user.ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, ("Idempotency-Key", "canary-of-a-key"));
        AddAccounts(secrets, answered);
        AddAccounts(secrets, await user.GetAsync($"/api/v1/connections/{answered.ConnectionId}/accounts-summary"));

        var kept = await user.ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        AddAccounts(secrets, await user.GetAsync(kept.NextUrl!));
    }

    /// <summary>Wrongly, so that the question stays open.</summary>
    private static async Task AnswerAsync(BffClient user, Needles secrets)
    {
        const string question = "What city were you born in?";
        secrets.Add("the bank's question", question);
        secrets.Add("the answer", "Montreal-canary");
        var asked = await user.ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
        await user.PostAsync(
            $"/api/v1/retrievals/{asked.RetrievalId}/mfa-answers", new { answers = new Dictionary<string, string[]> { [question] = ["Montreal-canary"] } });
    }

    private static async Task ReceiveAsync(BffHost bff, Needles secrets)
    {
        secrets.Add("the webhook's account", "Canary of a title");
        secrets.Add("the webhook's holder", "Avery Sample-Tremblay");
        var unknown = Guid.NewGuid();
        secrets.Add("the login that nobody holds", unknown);
        secrets.Add("the webhook's secret", WebhookSteps.Key);
        await bff.ReceiveAsync(WebhookSteps.Details(SimulatedLogins.NoMfa.LoginId, bff.Clock.GetUtcNow(), title: "Canary of a title"));
        await bff.ReceiveAsync(WebhookSteps.Details(unknown, bff.Clock.GetUtcNow(), title: "Canary of a title"));
        await bff.ReceiveAsync(WebhookSteps.Details(unknown, bff.Clock.GetUtcNow(), change: body => body["ResponseType"] = JsonValue.Create("Something new")));
    }

    private static async Task ComeBackAsync(BffHost bff, BffClient user, Needles secrets)
    {
        foreach (var (login, redeems) in new[] { (SimulatedLogins.MfaChoice.LoginId, false), (SimulatedLogins.Big.LoginId, true) })
        {
            var session = await user.PostAsync("/api/v1/connect-sessions", new { redirectUrl = RedirectSettings.App });
            var state = ConnectSessions.IframeUrl.Of(session).State;
            var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={login}&state={state}");
            var ticket = QueryHelpers.ParseQuery(new Uri(back.Headers["Location"]).Query)["ticket"].ToString();
            secrets.Add("the state", state);
            secrets.Add("the ticket", ticket);
            secrets.Add("the ticket's login", login);
            if (redeems)
            {
                Assert.Equal(200, (await user.PostAsync("/api/v1/connections", new { ticket })).Status);
            }
        }
    }

    private static async Task ShareAsync(BffHost bff, BffClient user)
    {
        var login = SimulatedLogins.NoMfa.LoginId;
        var session = await bff.As("a-second-owner").StartConnectSessionAsync();
        await bff.SignInAtBankAsync(login);
        var shared = await bff.As("a-second-owner").ConnectAsync(login, new { connectSessionId = session });
        Assert.Equal(200, shared.Status);
        await user.ConnectAsync(login);
    }

    private static void AddAccounts(Needles secrets, BffAnswer answer)
    {
        Assert.Equal(200, answer.Status);
        foreach (var account in answer.Json.GetProperty("accounts").EnumerateArray())
        {
            secrets.Add("an account number", account.GetProperty("accountNumber").GetString());
            secrets.Add("a title", account.GetProperty("title").GetString());
            if (account.GetProperty("holder") is { ValueKind: JsonValueKind.Object } holder)
            {
                secrets.Add("a holder's name", holder.GetProperty("name").GetString());
                secrets.Add("a holder's e-mail", holder.GetProperty("email").GetString());
            }
        }
    }
}
