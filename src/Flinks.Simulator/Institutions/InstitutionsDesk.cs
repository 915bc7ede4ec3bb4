using System.Globalization;
using Flinks.Client.Wire;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Calls;

namespace Flinks.Simulator.Institutions;

/// <summary>The list of institutions, a page at a time (flinks/api.md 12.6).</summary>
internal static class InstitutionsDesk
{
    private const int MostAtOnce = 1000;

    private static readonly IReadOnlyList<InstitutionEntry> All =
    [
        Bank(Banks.Bank.Id, "Flinks Capital", "Flinks Capital"),
        Bank(1, "BMO", "BMO"),
        Bank(2, "Desjardins", "Desjardins"),
        Bank(9001, "Bank of Nowhere", null, isEnabled: false),
        Bank(9002, "Fake Credit Union of Nowhere", null, country: "US"),
        Bank(9003, "Made-up National Bank", "Banque nationale inventée"),
        Bank(9004, "Saint Emily Savings Union", "Caisse populaire Sainte-Émilie"),
        Bank(9005, "Northern Lights Trust", "Fiducie des aurores boréales"),
        Bank(9006, "Maple Pretend Credit Union", "Coopérative de crédit Érable fictif"),
        Bank(9007, "Imaginary Federal Bank", null, country: "US"),
    ];

    public static bool Knows(string? institutionId) => int.TryParse(institutionId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && All.Any(entry => entry.Id == id);

    public static string NameOf(string? institutionId) => All.FirstOrDefault(entry => entry.Id?.ToString(CultureInfo.InvariantCulture) == institutionId)?.Localizations?[0].Name ?? Banks.Bank.Name;

    public static BankingReply List(ReceivedCall call)
    {
        var (skip, take) = (Number(call, "skip", 0), Number(call, "take", MostAtOnce));
        return skip is null || take is null or 0 or > MostAtOnce
            ? BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST"))
            : BankingReply.Of(new InstitutionsReply { Data = [.. All.Skip(skip.Value).Take(take.Value)], Count = All.Count });
    }

    private static int? Number(ReceivedCall call, string name, int unlessSaid) =>
        !call.Query.TryGetValue(name, out var text) ? unlessSaid
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static InstitutionEntry Bank(int id, string english, string? french, string country = "CA", bool isEnabled = true) => new()
    {
        Id = id,
        Localizations = french is null ? [Localized("en", english, id)] : [Localized("en", english, id), Localized("fr", french, id)],
        Status = isEnabled ? "Enabled" : "Disabled",
        Country = country,
    };

    private static InstitutionLocalization Localized(string language, string name, int id) => new()
    {
        Language = language,
        Name = name,
        Urls = [new InstitutionUrl { Type = "Main", Url = $"https://bank-{id}.example.invalid/{language}" }],
    };
}
