using System.Text.Json;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>Somebody who sends one odd request after the other, and looks at every answer.</summary>
internal sealed class FuzzCaller(HttpClient http, Uri host, RequestMaker requests, AnswerRules rules, Known known, Random chance)
{
    /// <summary>Much longer than any call may take; nobody is kept waiting for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>What operators are told is not theirs.</summary>
    private const string OperatorsRoutes = "/api/v1/admin";

    private static readonly string?[] NoTokens = [null, "", "nonsense", "e30.e30.e30", new('t', 3_000)];

    public required int Number { get; init; }

    public required string Token { get; init; }

    /// <summary>What was wrong with the answer to one more request; null if nothing was.</summary>
    /// <param name="seen">Told the status of the answer.</param>
    public async Task<string?> AskAsync(Action<int> seen)
    {
        var request = requests.Next();
        var token = chance.Hits(0.05) ? chance.Pick(NoTokens) : Token;
        try
        {
            var answer = await SendAsync(request, token);
            seen(answer?.Status ?? 0);
            var complaints = answer is null ? [] : rules.Complaints(request, answer).ToList();
            return complaints.Count == 0 ? null : Told(request, $"{string.Join("; ", complaints)}\n{answer!.Status} {Start(answer.Text)}");
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return Told(request, $"no answer within {Patience.TotalSeconds} s");
        }
        catch (HttpRequestException exception)
        {
            return Told(request, $"no answer: {exception.Message} {exception.InnerException?.Message}");
        }
    }

    /// <returns>Null if the caller went away before the end.</returns>
    private async Task<BffAnswer?> SendAsync(FuzzRequest request, string? token)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var message = request.ToMessage(host, token);
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        if (request.HangsUp)
        {
            return null;
        }

        await response.Content.LoadIntoBufferAsync(patience.Token);
        var answer = await BffAnswer.OfAsync(response);
        if (!request.Address.StartsWith(OperatorsRoutes, StringComparison.Ordinal))
        {
            Learn(answer);
        }

        return answer;
    }

    private void Learn(BffAnswer answer)
    {
        if (answer.Headers.GetValueOrDefault("Content-Type")?.Contains("json", StringComparison.Ordinal) == true && answer.Text.Length > 0)
        {
            using var json = JsonDocument.Parse(answer.Text);
            known.Learn(Number, json.RootElement);
        }
    }

    private string Told(FuzzRequest request, string finding) => $"Caller {Number}: {finding}\n{request}\n";

    private static string Start(string text) => text.Length > 600 ? text[..600] : text;
}
