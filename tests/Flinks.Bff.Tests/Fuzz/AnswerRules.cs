using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Flinks.Bff.Tests.Hosting;
using Flinks.Bff.Tests.OpenApi;
using Flinks.Bff.Tests.Problems;
using Flinks.Simulator;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>What must be true of every answer, whatever was asked.</summary>
internal sealed partial class AnswerRules
{
    /// <summary>Answered before a route is known; no operation declares them.</summary>
    private static readonly int[] Anywhere = [400, 404, 405, 414, 431];

    private readonly Dictionary<string, Operation> _operations;
    private readonly string[] _secrets;

    public AnswerRules(IReadOnlyList<Operation> operations, SimulatedFlinks flinks)
    {
        _operations = operations.ToDictionary(operation => operation.Name);
        _secrets =
        [
            .. SimulatedLogins.All.SelectMany(login => new[] { $"{login.LoginId}", $"{login.LoginId:N}" }),
            flinks.Options.SecretKey, flinks.Options.ApiKey, TestSettings.SigningKey, FuzzWebhooks.Key,
        ];
    }

    /// <summary>What is wrong with the answer; empty if nothing is.</summary>
    public IEnumerable<string> Complaints(FuzzRequest request, BffAnswer answer)
    {
        if (answer.Status is 500 or 501 or 502 or 504)
        {
            yield return "a fault of ours";
        }

        if (request.NamesForeign && answer.Status < 400)
        {
            yield return "tells of what is somebody else's";
        }

        foreach (var complaint in HeaderComplaints(request, answer).Concat(TellsOfNobody(request) ? [] : SecretComplaints(WithoutOwnWords(request, answer))).Concat(ProblemComplaints(answer)).Concat(DocumentComplaints(request, answer)))
        {
            yield return complaint;
        }
    }

    /// <summary>What was told that must never be told.</summary>
    public IEnumerable<string> SecretComplaints(string text) =>
        _secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"tells a secret: {secret[..4]}…");

    /// <summary>The address at which a caller asks again repeats the account that they named, whatever they took for one.</summary>
    private static string WithoutOwnWords(FuzzRequest request, BffAnswer answer) =>
        answer.Status == 202 && AccountNamed().Match(request.Address) is { Success: true } named && Guid.TryParse(named.Value, out var account)
            ? answer.Text.Replace($"accountId={account}", "", StringComparison.Ordinal)
            : answer.Text;

    [GeneratedRegex("(?<=[?&]accountId=)[^&]+", RegexOptions.IgnoreCase)]
    private static partial Regex AccountNamed();

    /// <summary>The document shows the logins of the simulator in its examples.</summary>
    private static bool TellsOfNobody(FuzzRequest request) => request.Address.StartsWith("/swagger/", StringComparison.Ordinal);

    private static IEnumerable<string> HeaderComplaints(FuzzRequest request, BffAnswer answer)
    {
        if (answer.Headers.ContainsKey("Server") || answer.Headers.ContainsKey("X-Injected"))
        {
            yield return "has a header that it must not have";
        }

        // What the server itself refuses never reached us.
        if (answer.Text.Length == 0 && answer.Status is 400 or 414 or 431)
        {
            yield break;
        }

        if (!answer.Headers.ContainsKey("X-Trace-Id") || answer.Headers.GetValueOrDefault("X-Content-Type-Options") != "nosniff")
        {
            yield return "lacks a header that every answer has";
        }

        if (request.Address.StartsWith("/api/", StringComparison.Ordinal) && answer.Headers.GetValueOrDefault("Cache-Control") != "no-store")
        {
            yield return "may be cached";
        }
    }

    private static IEnumerable<string> ProblemComplaints(BffAnswer answer)
    {
        if (answer.Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/problem+json", StringComparison.Ordinal) != true || answer.Text.Length == 0)
        {
            return answer.Status == 503 && answer.Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) != true ? ["a 503 that is no problem"] : [];
        }

        var known = ExpectedProblem.All.FirstOrDefault(problem => problem.Code == answer.Code);
        return known is null ? [$"an unknown code {answer.Code}"] : known.Status != answer.Status && answer.Status != 409 ? [$"{answer.Code} with {answer.Status}"] : [];
    }

    private IEnumerable<string> DocumentComplaints(FuzzRequest request, BffAnswer answer)
    {
        if (!_operations.TryGetValue(request.Operation, out var operation) || Anywhere.Contains(answer.Status))
        {
            return [];
        }

        if (operation.Answer(answer.Status) is not { } described)
        {
            return [$"a status that the document does not name for {operation.Name}"];
        }

        return answer.Text.Length > 0 && described["content"]?["application/json"]?["schema"] is JsonObject schema && IsJson(answer)
            ? new Conformance(operation.Schemas).Complaints(JsonNode.Parse(answer.Text), schema).Take(3)
            : [];
    }

    private static bool IsJson(BffAnswer answer) => answer.Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) == true;
}
