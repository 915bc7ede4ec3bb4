using System.Text.Json;

namespace Flinks.Bff.ClusterTests.People;

/// <summary>
/// One person with one login, who does what the README tells clients to do: begins, follows what the answers say, begins again what was cut
/// off, and answers the bank. Whatever becomes of their calls, they write it down.
/// </summary>
internal sealed class Person(Story story, Frontend app, Widget widget)
{
    private static readonly TimeSpan PreferredWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly string? _key = story.UsesKey ? Guid.NewGuid().ToString() : null;
    private int _answers;
    private bool _wasInWidget;

    public string User => app.User;

    public Story Story => story;

    /// <summary>They have done all they wanted to do.</summary>
    public bool IsDone { get; private set; }

    private TimeSpan? Wait => story.Waits ? PreferredWait : null;

    /// <summary>From the first call to the last.</summary>
    public async Task LiveAsync()
    {
        var latest = await BeginAsync();
        var retrieval = latest?.RetrievalId;
        while (latest is not null && retrieval is { } id && !IsOver(latest) && !(story.Leaves && latest.Status == 202))
        {
            latest = await GoOnAsync(id, latest);
        }

        IsDone = true;
    }

    /// <summary>Posts the login until that is answered.</summary>
    private async Task<ClientCall?> BeginAsync()
    {
        var body = new { loginId = story.Login.LoginId, freshness = story.IsLive ? "live" : "cached" };
        var hangUpAfter = story.HangsUpAfter;
        while (true)
        {
            var call = await app.PostAsync("/api/v1/connections", body, Wait, _key, hangUpAfter);
            hangUpAfter = null;
            switch (call)
            {
                case { RetrievalId: not null }:
                    return call;
                case { Status: null or 503 }:
                    await PauseAsync(call);
                    continue;
                case { Code: "refresh_too_soon" }:
                    // What was begun and cut off has already been to the bank, and has ended.
                    return null;
                default:
                    return call;
            }
        }
    }

    private async Task<ClientCall> GoOnAsync(Guid retrieval, ClientCall latest)
    {
        if (latest is { Status: 203, Method: "GET" or "POST" } && story.Answering != Answering.Never)
        {
            return story.Answering == Answering.InApp ? await AnswerAsync(retrieval, latest) : await ReturnAsync(retrieval, latest);
        }

        await PauseAsync(latest);
        return await app.GetAsync($"/api/v1/retrievals/{retrieval}", Wait);
    }

    /// <summary>Each time in other words, so that it shows upstream whether any are sent twice.</summary>
    private Task<ClientCall> AnswerAsync(Guid retrieval, ClientCall asked)
    {
        var words = $"{User}, answer {++_answers}";
        var answers = asked.Json!.Value.GetProperty("securityChallenges").EnumerateArray()
            .ToDictionary(challenge => challenge.GetProperty("prompt").GetString()!, _ => new[] { words });
        return app.PostAsync($"/api/v1/retrievals/{retrieval}/mfa-answers", new { answers }, Wait);
    }

    private async Task<ClientCall> ReturnAsync(Guid retrieval, ClientCall asked)
    {
        if (_wasInWidget)
        {
            await PauseAsync(asked);
        }
        else if (UrlIn(asked) is { } url)
        {
            await widget.AnswerAsync(url, $"{User}, in the widget");
            _wasInWidget = true;
        }
        else
        {
            return await app.PostAsync($"/api/v1/retrievals/{retrieval}/resume-url");
        }

        return await app.PostAsync($"/api/v1/retrievals/{retrieval}/resumed", body: null, Wait);
    }

    /// <summary>A POST that was refused is about the POST: where the retrieval stands a GET tells.</summary>
    private static bool IsOver(ClientCall call) => call switch
    {
        { Status: 200 } => true,
        { Method: "GET", Status: not (null or 202 or 203 or 503) } => true,
        { Path: "/api/v1/connections", Status: not (null or 202 or 203) } => true,
        _ => false,
    };

    private static Task PauseAsync(ClientCall after) =>
        Task.Delay(after.RetryAfter is { } asked && asked < LongestPause ? asked : LongestPause, TimeProvider.System, TestContext.Current.CancellationToken);

    private static Uri? UrlIn(ClientCall call) =>
        call.Json is { } json && json.TryGetProperty("resume", out var resume) && resume.GetProperty("url") is { ValueKind: JsonValueKind.String } url
            ? new Uri(url.GetString()!)
            : null;
}
