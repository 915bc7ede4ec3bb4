using FluentValidation;

namespace Flinks.Bff.Retrievals;

/// <summary>How to get a connection's data again. Everything may be left out.</summary>
public sealed class StartRetrieval
{
    /// <summary>Where to get them from; `cached` unless said otherwise.</summary>
    public Freshness? Freshness { get; init; }

    /// <summary>What to collect; everything of 90 days unless said otherwise.</summary>
    public OptionsRequest? Options { get; init; }
}

public sealed class StartRetrievalValidator : AbstractValidator<StartRetrieval>
{
    public StartRetrievalValidator() =>
        RuleFor(request => request.Options!).SetValidator(new OptionsRequestValidator()).When(request => request.Options is not null);
}
