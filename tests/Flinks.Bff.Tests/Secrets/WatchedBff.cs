using System.Text.Json;
using System.Text.RegularExpressions;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.Webhooks;
using Flinks.Simulator.Banks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Serilog.Core;

namespace Flinks.Bff.Tests.Secrets;

/// <summary>The application under watch: every secret that goes in is noted, and all that comes out.</summary>
internal sealed partial class WatchedBff : IAsyncDisposable
{
    public const string RedirectUrl = "https://app.example.test/linked";

    private readonly List<(string Call, BffAnswer Answer)> _answers = [];

    private WatchedBff(BffHost host, Eavesdropper eavesdropper)
    {
        Host = host;
        Eavesdropper = eavesdropper;
    }

    public BffHost Host { get; }

    public Eavesdropper Eavesdropper { get; }

    /// <summary>May stand nowhere but in Flinks' own addresses, and some not even there.</summary>
    public Canaries Secrets { get; } = new();

    /// <summary>May stand in the answer that carries the data, and nowhere else.</summary>
    public Canaries Data { get; } = new();

    /// <summary>May go on to the app, in the address of its own page.</summary>
    public Canaries Tickets { get; } = new();

    public static async Task<WatchedBff> StartAsync()
    {
        var eavesdropper = new Eavesdropper();
        var settings = new Dictionary<string, string?>();
        var host = await BffHost.StartAsync(
            all =>
            {
                all["Logging:LogLevel:Default"] = "Trace";
                all["Connect:RedirectUrls:0"] = RedirectUrl;
                all["Bff:PublicUrl"] = "https://bff.example.test";
                all["Webhooks:Keys:0"] = WebhookSteps.Key;
                settings = all;
            },
            services => services.AddSingleton<ILogEventSink>(eavesdropper));
        var watched = new WatchedBff(host, eavesdropper);
        foreach (var name in new[] { "Flinks:SecretKey", "Flinks:ApiKey", "Auth:SigningKey", "ResumeUrls:Keys:0:Value", "Webhooks:Keys:0" })
        {
            watched.Secrets.Plant(name, settings[name]);
        }

        return watched;
    }

    public WatchedClient As(string user, string? role = null) => With(TestTokens.For(user, Host.Clock, role));

    public WatchedClient With(string token)
    {
        Secrets.Plant("the caller's token", token);
        Secrets.Plant("the caller's token's signature", new JsonWebToken(token).EncodedSignature);
        return new WatchedClient(Host.AsNobody(token), (call, answer) => _answers.Add((call, answer)));
    }

    public WatchedClient AsNobody() => new(Host.AsNobody(), (call, answer) => _answers.Add((call, answer)));

    /// <summary>Flinks sends a webhook, all of it secret.</summary>
    public async Task<int> ReceiveAsync(byte[] body, Guid requestId, string? signature = null)
    {
        Secrets.Plant("webhook's RequestId", requestId);
        Secrets.Plant("webhook's signature", WebhookSteps.Sign(body));
        Data.Plant("webhook's holder", "Avery Sample-Tremblay");
        var answer = await Host.PostAsync(body, (WebhookSteps.Header, signature ?? WebhookSteps.Sign(body)));
        _answers.Add(("a webhook", answer));
        await Host.SettleAsync();
        return answer.Status;
    }

    /// <summary>A login at the bank, all of it secret.</summary>
    public Guid PlantLogin(Func<LoginScenario, LoginScenario>? scenario = null)
    {
        var loginId = Guid.NewGuid();
        var plain = new LoginScenario { LoginId = loginId, Name = "Watched", Sentence = "Is watched.", Username = $"canary-{loginId:N}"[..20], PollsBeforeReady = 0 };
        Host.Flinks.Seed(scenario?.Invoke(plain) ?? plain);
        Secrets.Plant("loginId", loginId);
        Secrets.Plant("bank user name", plain.Username);
        return loginId;
    }

    /// <summary>What was sent to Flinks, or came from there, and what of it is secret.</summary>
    public void PlantWhatFlinksKnows()
    {
        foreach (var call in Host.Flinks.Calls.All)
        {
            Secrets.Plant("authorize token", call.AuthKey);
            if (call.RequestId is { } requestId)
            {
                Secrets.Plant("RequestId", requestId);
            }
        }

        foreach (var answer in _answers.Select(heard => heard.Answer).Where(IsData))
        {
            foreach (var account in answer.Json.GetProperty("accounts").EnumerateArray())
            {
                PlantData(account);
            }
        }
    }

    /// <summary>Every place where a secret stood that must not stand there.</summary>
    public IReadOnlyList<string> Leaks()
    {
        var leaks = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (where, what) in Told())
        {
            leaks.UnionWith(Secrets.In(what).Concat(Data.In(what)).Concat(Tickets.In(what)).Select(canary => $"{canary} in a {where}: {Shortened(what)}"));
        }

        foreach (var (call, answer) in _answers)
        {
            var headers = string.Join('\n', answer.Headers.Select(header => $"{header.Key}: {header.Value}"));
            var isRedirect = answer.Status == 303;
            var body = FlinksAddress().Replace(answer.Text, "");
            leaks.UnionWith(Secrets.In(headers + body).Select(canary => $"{canary} in the answer {answer.Status} to {call}"));
            leaks.UnionWith((IsData(answer) || IsStatement(answer) ? [] : Data.In(headers + body)).Select(canary => $"{canary} in the answer {answer.Status} to {call}"));
            leaks.UnionWith(Tickets.In(isRedirect ? body : headers + body).Select(canary => $"{canary} in the answer {answer.Status} to {call}"));
        }

        return [.. leaks];
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Eavesdropper.Dispose();
    }

    /// <summary>The simulator is another process in truth: what its own server tells is not ours.</summary>
    private IEnumerable<(string Where, string What)> Told() =>
    [
        .. Eavesdropper.Heard.Where(heard => !heard.What.Contains("url.path=/v3/", StringComparison.Ordinal)),
        // What prints addresses is held down by the console's own levels, whatever is configured; the eavesdropper heard what is left of it.
        .. Host.Logs.Lines
            .Where(line => !line.Category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) && !line.Category.StartsWith("System.Net.Http", StringComparison.Ordinal))
            .Select(line => ($"log line of {line.Category}", line.Text)),
    ];

    private static bool IsData(BffAnswer answer) => answer.Status == 200 && answer.Text.Contains("\"accounts\":[", StringComparison.Ordinal);

    private static bool IsStatement(BffAnswer answer) =>
        answer.Status == 200 && (answer.Text.Contains("\"statements\":[", StringComparison.Ordinal) || answer.Text.StartsWith("%PDF", StringComparison.Ordinal));

    private static string Shortened(string text) => text.Length > 300 ? text[..300] : text;

    private void PlantData(JsonElement account)
    {
        Data.Plant("account number", account.GetProperty("accountNumber").GetString());
        if (account.GetProperty("holder") is { ValueKind: JsonValueKind.Object } holder)
        {
            Data.Plant("holder's name", holder.GetProperty("name").GetString());
            Data.Plant("holder's email", holder.GetProperty("email").GetString());
        }
    }

    /// <summary>The one place where a token may stand.</summary>
    [GeneratedRegex($"{TestSettings.ConnectBase}[^\"\\s]*")]
    private static partial Regex FlinksAddress();
}
