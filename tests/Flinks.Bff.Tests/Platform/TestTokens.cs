using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Flinks.Bff.Tests.Platform;

/// <summary>Makes tokens by hand, bad ones too.</summary>
public static class TestTokens
{
    public static string For(string subject, DateTimeOffset now, string? role = null) => Sign(new()
    {
        ["iss"] = TestSettings.Issuer,
        ["aud"] = TestSettings.Audience,
        ["sub"] = subject,
        ["role"] = role,
        ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
    });

    public static string Sign(Dictionary<string, object?> claims, string algorithm = "HS256", byte[]? key = null, Dictionary<string, object?>? header = null)
    {
        var signed = Signed(claims, new(header ?? []) { ["alg"] = algorithm, ["typ"] = "JWT" });
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = algorithm switch
        {
            "HS256" => HMACSHA256.HashData(key ?? TestSettings.SigningKey, bytes),
            "HS512" => HMACSHA512.HashData(key ?? TestSettings.SigningKey, bytes),
            _ => [],
        };
        return $"{signed}.{Encode(signature)}";
    }

    public static string Sign(Dictionary<string, object?> claims, RSA key, string keyId, string algorithm = "RS256", Dictionary<string, object?>? header = null)
    {
        var hash = algorithm == "RS512" ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;
        var signed = Signed(claims, new(header ?? []) { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = keyId });
        return $"{signed}.{Encode(key.SignData(Encoding.ASCII.GetBytes(signed), hash, RSASignaturePadding.Pkcs1))}";
    }

    public static string Sign(Dictionary<string, object?> claims, ECDsa key, string keyId)
    {
        var signed = Signed(claims, new() { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = keyId });
        return $"{signed}.{Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static string Signed(Dictionary<string, object?> claims, Dictionary<string, object?> header)
    {
        var present = claims.Where(claim => claim.Value is not null).ToDictionary();
        return $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(present))}";
    }
}
