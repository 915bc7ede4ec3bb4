using System.Text;
using System.Text.Json;
using Flinks.Bff.Tests.Hosting;
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

    [Fact]
    public async Task The_database_holds_no_login_no_user_and_no_bank_data_in_clear()
    {
        await using var bff = await BffHost.StartAsync(RedirectSettings.Apply);
        var secrets = new Secrets();
        await LinkInEveryWayAsync(bff, secrets);
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
        var secrets = new Secrets();
        secrets.Add("the connection's id", linked.ConnectionId);

        Assert.Equal(["the connection's id"], secrets.FoundIn(await bff.Database.DumpAsync()));
    }

    /// <summary>Data answered and data kept, an open challenge, a ticket, an open deletion, a key.</summary>
    private static async Task LinkInEveryWayAsync(BffHost bff, Secrets secrets)
    {
        var user = bff.As(User);
        secrets.Add("the subject", User);
        secrets.Add("the bank's question", "What city were you born in?");
        secrets.Add("the answer", "Montreal-canary");
        secrets.Add("the key", "canary-of-a-key");

        var answered = await user.ConnectAsync(SimulatedLogins.NoMfa.LoginId, null, ("Idempotency-Key", "canary-of-a-key"));
        AddAccounts(secrets, answered);

        var kept = await user.ConnectAsync(SimulatedLogins.NoMfaPending.LoginId);
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        await bff.PassAsync(TimeSpan.FromSeconds(10));
        AddAccounts(secrets, await user.GetAsync(kept.NextUrl!));

        var asked = await user.ConnectAsync(SimulatedLogins.MfaQuestion.LoginId, new { freshness = "live" });
        await user.PostAsync(
            $"/api/v1/retrievals/{asked.RetrievalId}/mfa-answers",
            new { answers = new Dictionary<string, string[]> { ["What city were you born in?"] = ["Montreal-canary"] } });

        var session = await user.PostAsync("/api/v1/connect-sessions", new { redirectUrl = RedirectSettings.App });
        var state = ConnectSessions.IframeUrl.Of(session).State;
        var back = await bff.AsNobody().GetAsync($"/api/v1/connect-callback?loginId={SimulatedLogins.MfaChoice.LoginId}&state={state}");
        secrets.Add("the state", state);
        secrets.Add("the ticket", QueryHelpers.ParseQuery(new Uri(back.Headers["Location"]).Query)["ticket"]);
        secrets.Add("the ticket's login", SimulatedLogins.MfaChoice.LoginId);

        var deleted = await user.ConnectAsync(SimulatedLogins.NoTransactions.LoginId);
        bff.Flinks.Faults.Next(FlinksEndpoint.DeleteCard, Fault.Code(400, "CARD_IN_USE"));
        await user.DeleteAsync($"/api/v1/connections/{deleted.ConnectionId}");
    }

    private static void AddAccounts(Secrets secrets, BffAnswer answer)
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

    /// <summary>What must not be found, in every form in which it could stand.</summary>
    private sealed class Secrets
    {
        private readonly HashSet<(string What, string Hex)> _needles = [];

        public void Add(string what, string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                Add(what, Encoding.UTF8.GetBytes(text));
                Add(what, Encoding.Unicode.GetBytes(text));
                Add(what, Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))));
            }
        }

        public void Add(string what, Guid? id)
        {
            if (id is { } value)
            {
                Add(what, value.ToByteArray());
                Add(what, value.ToByteArray(bigEndian: true));
                foreach (var text in new[] { value.ToString("D"), value.ToString("N") })
                {
                    Add(what, text);
                    Add(what, text.ToUpperInvariant());
                }
            }
        }

        public string[] FoundIn(byte[] bytes) =>
            [.. _needles.Where(needle => bytes.AsSpan().IndexOf(Convert.FromHexString(needle.Hex)) >= 0).Select(needle => needle.What).Distinct()];

        private void Add(string what, byte[] needle) => _needles.Add((what, Convert.ToHexString(needle)));
    }
}
