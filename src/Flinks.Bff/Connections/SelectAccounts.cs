using FluentValidation;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Connections;

/// <summary>The accounts that the person shares.</summary>
public sealed class SelectAccounts
{
    /// <summary>Required. 1 to 200 of the connection's accounts, or null for all of them.</summary>
    public required IReadOnlyList<Guid>? AccountIds { get; init; }
}

public sealed class SelectAccountsValidator : AbstractValidator<SelectAccounts>
{
    public SelectAccountsValidator() => RuleFor(request => request.AccountIds).NamesAccounts();
}
