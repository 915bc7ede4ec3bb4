using System.Text.RegularExpressions;
using FluentValidation;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Attributes;

/// <summary>What Flinks is to compute of a connection's transactions.</summary>
public sealed class ComputeAttributes
{
    /// <summary>Required. 1 to 200 names of attributes, as Flinks lists them, such as `count_nsf_90_days`.</summary>
    public required IReadOnlyList<string> Attributes { get; init; }

    /// <summary>Only accounts of these categories; Flinks takes `Operations`. All unless it is said.</summary>
    public IReadOnlyList<string>? AccountCategories { get; init; }

    /// <summary>Only these of the accounts that are shared; null means all of them.</summary>
    public IReadOnlyList<Guid>? AccountIds { get; init; }
}

public sealed partial class ComputeAttributesValidator : AbstractValidator<ComputeAttributes>
{
    private const int MostAttributes = 200;
    private const int MostCategories = 10;

    public ComputeAttributesValidator()
    {
        RuleFor(request => request.Attributes)
            .Must(names => names is { Count: > 0 and <= MostAttributes }).WithMessage($"Must name 1 to {MostAttributes} attributes.")
            .Must(names => names is null || names.All(IsWord)).WithMessage("Must hold names of letters, digits and underscores, of at most 100 characters.");
        RuleFor(request => request.AccountCategories)
            .Must(names => names is null or { Count: > 0 and <= MostCategories }).WithMessage($"Must name 1 to {MostCategories} categories, or be null for all.")
            .Must(names => names is null || names.All(IsWord)).WithMessage("Must hold names of letters, digits and underscores, of at most 100 characters.");
        RuleFor(request => request.AccountIds).NamesAccounts();
    }

    private static bool IsWord(string? name) => name is not null && Word().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9_]{1,100}\z")]
    private static partial Regex Word();
}
