using Flinks.Client;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>How deliveries are verified.</summary>
public static class WebhookRules
{
    /// <summary>What one array can hold: bodies are verified whole.</summary>
    private const long LargestBody = 1024 * 1024 * 1024;

    public static IEnumerable<string> Complaints(WebhooksOptions webhooks, FlinksOptions flinks) =>
    [
        .. flinks.Delivery == FlinksDelivery.Webhook && webhooks.Keys.Count == 0 ? (IEnumerable<string>)["Webhooks:Keys:0 is missing (Flinks:Delivery is Webhook)"] : [],
        .. webhooks.Keys.Index().SelectMany(key => Key(key.Index, key.Item, flinks)),
        .. webhooks.Headers.Index().Where(header => !IsHeaderName(header.Item)).Select(header => $"Webhooks:Headers:{header.Index} is not the name of a header"),
        .. webhooks.MaxBodyBytes is < 1 or > LargestBody ? (IEnumerable<string>)[$"Webhooks:MaxBodyBytes is not between 1 and {LargestBody}"] : [],
    ];

    private static IEnumerable<string> Key(int index, string key, FlinksOptions flinks) =>
        string.IsNullOrWhiteSpace(key) ? [$"Webhooks:Keys:{index} is empty"] : Secrets.Complaints($"Webhooks:Keys:{index}", key, flinks);

    private static bool IsHeaderName(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
