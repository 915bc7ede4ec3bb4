using System.Net.Http.Headers;
using System.Text;
using Flinks.Bff.Tests.Hosting;

namespace Flinks.Bff.Tests.Secrets;

/// <summary>A client whose every answer is kept: the headers, the body, and the addresses in both.</summary>
internal sealed class WatchedClient(BffClient client, Action<string, BffAnswer> keep)
{
    public Task<BffAnswer> GetAsync(string address, params (string Name, string Value)[] headers) => KeepAsync($"GET {address}", client.GetAsync(address, headers));

    public Task<BffAnswer> SendAsync(HttpMethod method, string address) => KeepAsync($"{method} {address}", client.SendAsync(method, address, null));

    public Task<BffAnswer> DeleteAsync(string address) => KeepAsync($"DELETE {address}", client.DeleteAsync(address));

    public Task<BffAnswer> PostAsync(string address, object? body = null, params (string Name, string Value)[] headers) =>
        KeepAsync($"POST {address}", client.PostAsync(address, body, headers));

    public Task<BffAnswer> SendTextAsync(HttpMethod method, string address, string body, string type = "application/json") => KeepAsync(
        $"{method} {address}", client.SendAsync(method, address, new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type))));

    private async Task<BffAnswer> KeepAsync(string call, Task<BffAnswer> answering)
    {
        var answer = await answering;
        keep(call, answer);
        return answer;
    }
}
