using System.Globalization;
using Flinks.Bff.Platform.Settings;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Resume;

/// <summary>
/// Signs the Flinks addresses that we give out, so that an app can tell ours from one that somebody made up. The first key signs, all
/// verify: a new key is put in front, and the old one is taken away when its last address has expired.
/// </summary>
public sealed class ResumeUrlSigner
{
    private readonly ResumeUrlKey[] _keys;
    private readonly string _connectRoot;
    private readonly TimeProvider _clock;

    public ResumeUrlSigner(IOptions<ResumeUrlsOptions> options, IOptions<FlinksOptions> flinks, TimeProvider clock)
    {
        _keys = [.. options.Value.Keys.Select(key => new ResumeUrlKey(key.Id, Convert.FromBase64String(key.Value)))];
        _connectRoot = $"{flinks.Value.ConnectRoot.TrimEnd('/')}/";
        _clock = clock;
    }

    /// <summary>The address with expiry (to the second below), key id and, last, the signature.</summary>
    public string Sign(string url, DateTimeOffset expiresAt)
    {
        var key = _keys[0];
        var separator = url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var expires = expiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = $"{url}{separator}{ResumeUrlParameters.Expires}={expires}&{ResumeUrlParameters.KeyId}={key.Id}";
        return $"{signed}&{ResumeUrlParameters.Signature}={key.SignatureOf(signed)}";
    }

    public ResumeUrlVerdict Verify(string url) => ResumeUrlVerifier.Verify(url, _connectRoot, _keys, _clock.GetUtcNow());
}
