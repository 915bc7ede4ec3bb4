using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Flinks.Bff.ClusterTests.Hosting;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.ClusterTests.People;

/// <summary>One person's app. It calls whichever host takes calls, and writes down what came of it.</summary>
internal sealed class Frontend(string user, IReachable reachable, HttpClient http, ClientLog log)
{
    private readonly string _token = TestTokens.For(user, TimeProvider.System);

    public string User => user;

    public Task<ClientCall> GetAsync(string path, TimeSpan? wait = null) => SendAsync(HttpMethod.Get, path, body: null, wait);

    /// <param name="hangUpAfter">The person closes the app before an answer can be there.</param>
    public Task<ClientCall> PostAsync(string path, object? body = null, TimeSpan? wait = null, string? key = null, TimeSpan? hangUpAfter = null) =>
        SendAsync(HttpMethod.Post, path, body, wait, key, hangUpAfter);

    private async Task<ClientCall> SendAsync(HttpMethod method, string path, object? body, TimeSpan? wait, string? key = null, TimeSpan? hangUpAfter = null)
    {
        var life = await reachable.ReachAsync(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(method, new Uri(life.Address!, path)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (wait is { } patience)
        {
            request.Headers.TryAddWithoutValidation("Prefer", $"wait={patience.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}");
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        var call = new ClientCall
        {
            User = user,
            Method = method.Method,
            Path = path,
            Life = life,
            Waits = wait is not null || method == HttpMethod.Post,
            StartedAt = TimeProvider.System.GetUtcNow(),
        };
        await SendAsync(request, call, hangUpAfter);
        log.Add(call);
        return call;
    }

    private async Task SendAsync(HttpRequestMessage request, ClientCall call, TimeSpan? hangUpAfter)
    {
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        if (hangUpAfter is { } soon)
        {
            hangUp.CancelAfter(soon);
        }

        try
        {
            using var response = await http.SendAsync(request, hangUp.Token);
            var text = await response.Content.ReadAsStringAsync(hangUp.Token);
            call.EndedAt = TimeProvider.System.GetUtcNow();
            call.RetryAfter = response.Headers.RetryAfter?.Delta;
            call.Json = text.Length > 0 ? JsonDocument.Parse(text).RootElement : null;
            call.Status = (int)response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested))
        {
            // Its host died, or nobody waited for it any longer.
            call.EndedAt = TimeProvider.System.GetUtcNow();
            call.HungUp = exception is OperationCanceledException;
        }
    }
}
