using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flinks.Client.Wire;
using Flinks.Simulator.Banking;
using Flinks.Simulator.Banks;
using Flinks.Simulator.Calls;

namespace Flinks.Simulator.Institutions;

/// <summary>The list of institutions, a page at a time (flinks/api.md 12.6).</summary>
internal static class InstitutionsDesk
{
    private const int MostAtOnce = 1000;

    private static readonly IReadOnlyList<InstitutionEntry> All = [.. BankDirectory.All.Select(Entry)];

    public static BankingReply List(ReceivedCall call)
    {
        var (skip, take) = (Number(call, "skip", 0), Number(call, "take", MostAtOnce));
        return skip is null || take is null or 0 or > MostAtOnce
            ? BankingReply.Of(FlinksErrors.Plain("INVALID_REQUEST"))
            : BankingReply.Of(new InstitutionsReply { Data = [.. All.Skip(skip.Value).Take(take.Value)], Count = All.Count });
    }

    /// <summary>The same envelope, with the numbers (inferred: flinks/api.md 12.6).</summary>
    public static BankingReply ByRoutingNumber(ReceivedCall call)
    {
        var number = call.Path[(call.Path.LastIndexOf('/') + 1)..];
        var found = BankDirectory.All.Where(bank => bank.RoutingNumber is { } own && own == number).ToList();
        var data = found.Select(bank =>
        {
            var entry = JsonSerializer.SerializeToNode(Entry(bank), ReplyJson.Detail)!.AsObject();
            entry["RoutingNumbers"] = new JsonArray(bank.RoutingNumber);
            return entry;
        });
        return BankingReply.Of(new JsonObject { ["Data"] = new JsonArray([.. data]), ["Count"] = found.Count });
    }

    private static int? Number(ReceivedCall call, string name, int unlessSaid) =>
        !call.Query.TryGetValue(name, out var text) ? unlessSaid
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static InstitutionEntry Entry(SimulatedBank bank) => new()
    {
        Id = bank.Id,
        Localizations = [Localized("en", bank.ListedAs ?? bank.Name, bank.Id), .. bank.FrenchName is { } french ? [Localized("fr", french, bank.Id)] : Array.Empty<InstitutionLocalization>()],
        Status = bank.IsDown ? "Disabled" : "Enabled",
        Country = bank.Country,
    };

    private static InstitutionLocalization Localized(string language, string name, int id) => new()
    {
        Language = language,
        Name = name,
        Urls = [new InstitutionUrl { Type = "Main", Url = $"https://bank-{id}.example.invalid/{language}" }],
    };
}
