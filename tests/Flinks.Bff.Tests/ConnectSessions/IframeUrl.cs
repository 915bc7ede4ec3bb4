using System.Security.Cryptography;
using System.Text;
using Flinks.Bff.Tests.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace Flinks.Bff.Tests.ConnectSessions;

/// <summary>A Connect address, taken apart as Flinks and a checker of signatures would.</summary>
public sealed class IframeUrl
{
    private const string SignatureMark = "&bff_signature=";

    private readonly string _url;

    public IframeUrl(string url)
    {
        _url = url;
        Parameters = QueryHelpers.ParseQuery(new Uri(url).Query).ToDictionary(parameter => parameter.Key, parameter => parameter.Value.Single()!);
    }

    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>Names in the order in which they stand.</summary>
    public string[] Names => [.. new Uri(_url).Query.TrimStart('?').Split('&').Select(parameter => parameter.Split('=')[0])];

    public string Path => new Uri(_url).AbsolutePath;

    /// <summary>The state of our own callback.</summary>
    public string State => QueryHelpers.ParseQuery(new Uri(Parameters["redirectUrl"]).Query)["state"].Single()!;

    /// <summary>base64url(HMAC-SHA256(key, every byte before the signature)).</summary>
    public bool IsSignedWith(string key)
    {
        var parts = _url.Split(SignatureMark);
        var signature = HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.ASCII.GetBytes(parts[0]));
        return parts is [_, var given] && given == WebEncoders.Base64UrlEncode(signature);
    }

    public static IframeUrl Of(BffAnswer answer) => new(answer.Json.GetProperty("iframeUrl").GetString()!);
}
