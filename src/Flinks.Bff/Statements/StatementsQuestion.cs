using FluentValidation;
using Flinks.Client;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Statements;

/// <summary>Which statements are asked for. A document is asked for in the same words as the list that names it.</summary>
public sealed class StatementsQuestion
{
    /// <summary>How many months back: 3, or 12 for one account. The most recent statement of each account unless it is said.</summary>
    [FromQuery(Name = "months")]
    public int? Months { get; init; }

    /// <summary>Only those of this account. Required with 12 months, unless the connection shares just one account.</summary>
    [FromQuery(Name = "accountId")]
    public Guid? AccountId { get; init; }

    public StatementPeriod Period() => Months switch
    {
        null => StatementPeriod.MostRecent,
        12 => StatementPeriod.Months12,
        _ => StatementPeriod.Months3,
    };

    /// <summary>What may be asked of Flinks: of the accounts that are shared, those that are meant; null means all.</summary>
    public IReadOnlyList<Guid>? Within(IReadOnlyList<Guid>? selection) =>
        AccountId is not { } account ? selection
        : selection is null || selection.Contains(account) ? [account]
        : [];
}

public sealed class StatementsQuestionValidator : AbstractValidator<StatementsQuestion>
{
    public StatementsQuestionValidator()
    {
        RuleFor(question => question.Months).Must(months => months is null or 3 or 12).WithMessage("Must be 3 or 12.");
        RuleFor(question => question.AccountId).Must(id => id != Guid.Empty).WithMessage("Must not be all zeros.");
    }
}
