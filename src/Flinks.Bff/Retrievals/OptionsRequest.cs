using FluentValidation;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Client;

namespace Flinks.Bff.Retrievals;

/// <summary>What to collect from the bank. What is left out has its default.</summary>
public sealed class OptionsRequest
{
    /// <summary>Posted transactions. Default true.</summary>
    public bool? WithTransactions { get; init; }

    /// <summary>Account, transit and institution numbers. Default true.</summary>
    public bool? WithAccountIdentity { get; init; }

    /// <summary>The holder's name and contact. Default true.</summary>
    public bool? WithKyc { get; init; }

    /// <summary>Balances. Default true.</summary>
    public bool? WithBalance { get; init; }

    /// <summary>How far back transactions go, in days. Default 90; not every bank gives a full year.</summary>
    [OneOf(90, 365)]
    public int? DaysOfTransactions { get; init; }

    /// <summary>Only these accounts, 1 to 200 of them; null (the default) means all.</summary>
    public IReadOnlyList<Guid>? AccountIds { get; init; }

    public DataOptions ToDataOptions() => new()
    {
        WithTransactions = WithTransactions ?? true,
        WithAccountIdentity = WithAccountIdentity ?? true,
        WithKyc = WithKyc ?? true,
        WithBalance = WithBalance ?? true,
        DaysOfTransactions = DaysOfTransactions ?? 90,
        AccountIds = AccountIds,
    };
}

public sealed class OptionsRequestValidator : AbstractValidator<OptionsRequest>
{
    public OptionsRequestValidator()
    {
        RuleFor(options => options.DaysOfTransactions).Must(days => days is null or 90 or 365).WithMessage("Must be 90 or 365.");
        RuleFor(options => options.AccountIds).NamesAccounts();
    }
}
