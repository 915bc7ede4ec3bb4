using FsCheck;
using FsCheck.Fluent;
using Flinks.Client;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Tests.Resume.AnyAddress;

/// <summary>An address of Connect as the product builds it, for a resume or a connect session, with whatever an operator or a person put in.</summary>
public sealed record Opening(string Address)
{
    private const int LongestText = 4_000;

    private static readonly string[] OddTexts =
    [
        "", " ", "+", "%", "%2", "%00", "\0", "\r\nSet-Cookie: a=b", "&bff_expires=1", "bff_kid=k2", "#", "?", "/../..", "\\", "a=b&c=d",
        "l'été à Montréal", "日本語", "😀", "\ud800", "‮gnp", "&bff_signature=x", "javascript:alert(1)", new('x', LongestText),
    ];

    public static readonly FlinksOptions Flinks = new() { Instance = "toolbox" };

    private static readonly ConnectUrl Builder = new(Options.Create(Flinks));

    /// <summary>Also as <c>Arbitrary</c> for properties.</summary>
    public static Gen<Opening> Any => Gen.OneOf(Resume, Session);

    private static Gen<string> Text => Gen.OneOf(Gen.Elements(OddTexts), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    private static Gen<Dictionary<string, string>> Configured =>
        from pairs in Gen.Zip(Gen.OneOf(Gen.Elements("theme", "customerName", "été", "a&b=c"), Text), Text).ListOf()
        select pairs.GroupBy(pair => pair.Item1).ToDictionary(pair => pair.Key, pair => pair.First().Item2);

    private static Gen<Opening> Resume =>
        from request in ArbMap.Default.GeneratorFor<Guid>()
        from token in Text
        from days in Gen.Elements(90, 365)
        from configured in Configured
        select new Opening(Builder.Resume(new ConnectResumption
        {
            RequestId = new RequestId(request),
            Token = new AuthorizeToken(token),
            Options = new DataOptions { DaysOfTransactions = days },
            Configured = configured,
        }));

    private static Gen<Opening> Session =>
        from token in Text
        from institution in Text
        from redirect in Text
        from tag in Text
        from configured in Configured
        select new Opening(Builder.Standard(new ConnectOpening
        {
            Token = new AuthorizeToken(token),
            InstitutionId = institution,
            RedirectUrl = redirect,
            Tag = tag,
            Configured = configured,
        }));
}
