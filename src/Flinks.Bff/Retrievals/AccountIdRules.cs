using FluentValidation;

namespace Flinks.Bff.Retrievals;

/// <summary>What a list of accounts has to be, wherever one is taken.</summary>
public static class AccountIdRules
{
    /// <summary>More accounts than any person holds at one bank.</summary>
    private const int MostAccounts = 200;

    public static void NamesAccounts<T>(this IRuleBuilder<T, IReadOnlyList<Guid>?> rule) => rule
        .Must(ids => ids is null or { Count: > 0 and <= MostAccounts }).WithMessage($"Must name 1 to {MostAccounts} accounts, or be null for all.")
        .Must(ids => ids is null || !ids.Contains(Guid.Empty)).WithMessage("Must not hold an all-zero id.");
}
