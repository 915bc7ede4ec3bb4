using System.Collections.Concurrent;
using System.Text;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>All callers at once against one host, and what came of it.</summary>
internal sealed class FuzzRun(FuzzPlan plan, FuzzHost host) : IDisposable
{
    private const double RawShare = 0.03;

    /// <summary>One is enough to go on with; a broken host need not be asked a hundred thousand times.</summary>
    private const int EnoughFindings = 5;

    private static readonly string[] Users = ["alice", "bob", "carol", "olga"];

    private readonly HttpClient _http = new(AsItIs()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly AnswerRules _rules = new(host.Operations, host.Flinks);
    private readonly Known _known = new();
    private readonly ConcurrentQueue<string> _findings = new();
    private readonly ConcurrentDictionary<int, int> _statuses = new();

    public IReadOnlyCollection<string> Findings => _findings;

    /// <summary>Answers by status; 0 are those that nobody waited for.</summary>
    public IReadOnlyDictionary<int, int> Statuses => _statuses;

    /// <summary>Every caller sends its share of so many requests.</summary>
    public Task SendAsync(int requests, int round) => Task.WhenAll(Enumerable.Range(0, FuzzPlan.Callers).Select(number => SendAsync(number, requests / FuzzPlan.Callers, round)));

    /// <summary>What the host's own log tells that it should not.</summary>
    public IEnumerable<string> LogComplaints()
    {
        var told = host.Process.Told;
        return _rules.SecretComplaints(told)
            .Concat(told.Split('\n').Where(line => line.Contains("\"level\":\"Error\"", StringComparison.Ordinal) || line.Contains("\"level\":\"Critical\"", StringComparison.Ordinal)).Take(EnoughFindings));
    }

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(int number, int requests, int round)
    {
        // Their own thread from the start, so that the callers do not wait for one another.
        await Task.Yield();
        var chance = plan.ChanceOf(number + (round * FuzzPlan.Callers));
        var user = Users[number];
        var caller = new FuzzCaller(_http, host.Address, new RequestMaker(host.Operations, _known, number, chance), _rules, _known, chance)
        {
            Number = number,
            Token = TestTokens.For(user, TimeProvider.System, user == "olga" ? "admin" : null),
        };
        var raw = new RawRequests(host.Address, chance);
        var moments = new BadMoments(host.Flinks, chance);
        for (var sent = 0; sent < requests && _findings.Count < EnoughFindings; sent++)
        {
            moments.MayCome();
            if ((chance.Hits(RawShare) ? await raw.SendAsync() : await caller.AskAsync(Count)) is { } finding)
            {
                _findings.Enqueue(finding);
            }
        }
    }

    /// <summary>Sends what it is given, and follows nothing.</summary>
    private static SocketsHttpHandler AsItIs() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    };

    private void Count(int status) => _statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
}
