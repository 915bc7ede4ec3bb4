using System.Text.Json;
using Flinks.Bff.Connections;
using Flinks.Bff.Platform.Persistence;
using Flinks.Client;

namespace Flinks.Bff.Retrievals;

/// <summary>Opens what is sealed in the rows, to work on them.</summary>
public sealed class RetrievalRuns(Sealer sealer)
{
    public RetrievalRun Of(Retrieval retrieval, Connection connection, IReadOnlyDictionary<string, IReadOnlyList<string>>? answers = null) =>
        new(retrieval, connection, sealer.OpenLogin(connection.LoginSealed), Within(Options(retrieval), connection.SelectedAccountIds)) { Answers = answers };

    public IReadOnlyList<Challenge> Challenges(Retrieval retrieval) =>
        retrieval.ChallengesSealed is { } challenges ? sealer.OpenChallenges(challenges, RetrievalJson.Default.IReadOnlyListChallenge) ?? [] : [];

    public RequestId RequestId(Retrieval retrieval) => sealer.OpenRequest(retrieval.RequestIdSealed!);

    /// <summary>What the caller asked for.</summary>
    public static DataOptions Options(Retrieval retrieval) =>
        JsonSerializer.Deserialize(retrieval.Options, RetrievalJson.Default.DataOptions) ?? new DataOptions();

    /// <summary>The same options always give the same text, whatever the order of their accounts.</summary>
    public static string Normalise(DataOptions options) => JsonSerializer.Serialize(
        options with { AccountIds = options.AccountIds is { } ids ? [.. ids.Distinct().Order()] : null }, RetrievalJson.Default.DataOptions);

    /// <summary>Flinks does not enforce the account selection (flinks/connect.md 11): it becomes part of what is asked for.</summary>
    private static DataOptions Within(DataOptions options, List<Guid>? selection)
    {
        if (selection is null)
        {
            return options;
        }

        var both = options.AccountIds is { } asked ? asked.Intersect(selection).ToList() : selection;
        return both.Count > 0 ? options with { AccountIds = both } : options;
    }
}
