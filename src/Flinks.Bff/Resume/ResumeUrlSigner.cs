using System.Security.Cryptography;
using System.Text;
using Flinks.Bff.Platform.Settings;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Resume;

/// <summary>Signs Connect addresses with the first of <c>ResumeUrls:Keys</c>.</summary>
public sealed class ResumeUrlSigner(IOptions<ResumeUrlsOptions> options)
{
    public string Sign(string url, DateTimeOffset expiresAt)
    {
        var key = options.Value.Keys[0];
        var unsigned = $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}bff_expires={expiresAt.ToUnixTimeSeconds()}&bff_kid={key.Id}";
        var signature = HMACSHA256.HashData(Convert.FromBase64String(key.Value), Encoding.UTF8.GetBytes(unsigned));
        return $"{unsigned}&bff_signature={WebEncoders.Base64UrlEncode(signature)}";
    }
}
