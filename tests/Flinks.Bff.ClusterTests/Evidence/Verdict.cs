namespace Flinks.Bff.ClusterTests.Evidence;

/// <summary>Holds what was found against what the product promises. Each complaint tells the story of the retrieval it is about.</summary>
internal static class Verdict
{
    /// <summary>What a person can read of many complaints.</summary>
    private const int Told = 5;

    /// <summary>Fails the test if there is anything to complain of.</summary>
    /// <param name="note">What helps to see it again.</param>
    public static void Accept(Findings findings, string note)
    {
        var complaints = On(findings);
        var kinds = complaints.GroupBy(complaint => complaint.Split(':', '\n')[0]).Select(kind => $"{kind.Count()} x {kind.Key}");
        Assert.True(complaints.Count == 0, $"{note} {findings.Summary}\n{string.Join('\n', kinds)}\n\n{string.Join("\n\n", complaints.Take(Told))}");
    }

    private static List<string> On(Findings findings) =>
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
