using System.Net.Http.Json;
using Flinks.Bff.ClusterTests.Upstream;
using Microsoft.AspNetCore.WebUtilities;

namespace Flinks.Bff.ClusterTests.People;

/// <summary>Flinks' widget, as far as a person answers the bank in it: it takes session and token from its address.</summary>
internal sealed class Widget(WatchedFlinks flinks, HttpClient http)
{
    public async Task AnswerAsync(Uri address, string words)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(flinks.WidgetDoor, $"v3/{flinks.Flinks.Options.CustomerId}/BankingServices/Authorize"))
        {
            Content = JsonContent.Create(
                new Dictionary<string, object>
                {
                    ["RequestId"] = query["requestId"].ToString(),
                    ["SecurityResponses"] = new Dictionary<string, string[]> { [Stories.Prompt] = [words] },
                }),
            Headers = { { "flinks-auth-key", query["authorizeToken"].ToString() } },
        };
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
