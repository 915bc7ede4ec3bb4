using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Flinks.Client.Wire;

namespace Flinks.Simulator.Banking;

/// <summary>
/// Writes replies as Flinks does: an account's empty members are there with null, while a reply's own empty members are absent, as
/// <c>Login</c> is when nothing was saved.
/// </summary>
internal static class ReplyJson
{
    private static readonly string[] NotInDetail = [nameof(Account.EftEligibleRatio), nameof(Account.ETransferEligibleRatio), nameof(Account.Type)];

    private static readonly string[] NotInSummary =
    [
        nameof(Account.Transactions), nameof(Account.TransitNumber), nameof(Account.InstitutionNumber), nameof(Account.OverdraftLimit),
        nameof(Account.Type),
    ];

    /// <summary>Every reply but a summary.</summary>
    public static JsonSerializerOptions Detail { get; } = WithoutEmpty(NotInDetail);

    public static JsonSerializerOptions Summary { get; } = WithoutEmpty(NotInSummary);

    private static JsonSerializerOptions WithoutEmpty(string[] accountMembers) => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        // Flinks writes French letters as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = FlinksJson.Default.WithAddedModifier(type =>
        {
            foreach (var member in type.Properties.Where(member => IsAbsentWhenEmpty(type.Type, member.Name, accountMembers)))
            {
                member.ShouldSerialize = static (_, value) => value is not null;
            }
        }),
    };

    private static bool IsAbsentWhenEmpty(Type type, string member, string[] accountMembers) =>
        type == typeof(AuthorizeReply) || type == typeof(AccountsReply) || type == typeof(StatementsReply) || type == typeof(SecurityChallenge)
        || (type == typeof(Account) && accountMembers.Contains(member));
}
