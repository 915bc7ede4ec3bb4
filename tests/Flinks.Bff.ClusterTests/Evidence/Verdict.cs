namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>Holds what was found against what the product promises. Each complaint tells the story of the retrieval it is about.</summary>
internal static class Verdict
{
    public static List<string> On(Findings findings) =>
    [
        .. findings.Cases.SelectMany(Complaints),
        .. AnswerRules.Complaints(findings),
        .. LostDataRules.Complaints(findings),
        .. ConnectionRules.Complaints(findings),
    ];

    private static IEnumerable<string> Complaints(Case found) =>
        new[] { EndRules.Complaints(found), BankRules.Complaints(found), TurnRules.Complaints(found), DataRules.Complaints(found) }
            .SelectMany(complaints => complaints)
            .Select(complaint => $"{complaint}\n{found}");
}
