using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Institutions;

/// <summary>Which banks are asked for.</summary>
public sealed class InstitutionQuery
{
    /// <summary>Only banks whose English or French name contains this; capitals and accents do not matter. At most 100 characters.</summary>
    [FromQuery(Name = "search")]
    public string? Search { get; init; }

    /// <summary>Only banks of this country: its two letters, such as `CA` or `US`.</summary>
    [FromQuery(Name = "country")]
    public string? Country { get; init; }
}

public sealed class InstitutionQueryValidator : AbstractValidator<InstitutionQuery>
{
    private const int LongestSearch = 100;

    public InstitutionQueryValidator()
    {
        RuleFor(query => query.Search).MaximumLength(LongestSearch).WithMessage($"Must be {LongestSearch} characters or fewer.");
        RuleFor(query => query.Country).Matches(@"\A[A-Za-z]{2}\z").WithMessage("Must be two letters.").When(query => !string.IsNullOrEmpty(query.Country));
    }
}
