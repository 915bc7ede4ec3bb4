using FluentValidation;

namespace Flinks.Bff.Retrievals;

/// <summary>How to get a connection's data anew.</summary>
public sealed class StartRetrieval
{
    /// <summary><c>cached</c> (default) reads what Flinks has stored; <c>live</c> asks the bank, which may ask the person.</summary>
    public Freshness? Freshness { get; init; }

    /// <summary>What to collect.</summary>
    public OptionsRequest? Options { get; init; }
}

public sealed class StartRetrievalValidator : AbstractValidator<StartRetrieval>
{
    public StartRetrievalValidator() =>
        RuleFor(request => request.Options!).SetValidator(new OptionsRequestValidator()).When(request => request.Options is not null);
}
