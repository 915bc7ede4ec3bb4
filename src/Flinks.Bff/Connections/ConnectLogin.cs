using FluentValidation;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Connections;

/// <summary>A bank login to link: a loginId from Connect, or the ticket of a callback.</summary>
public sealed class ConnectLogin
{
    /// <summary>From Connect's <c>REDIRECT</c> message. Comes in and never goes out.</summary>
    public Guid? LoginId { get; init; }

    /// <summary>From our callback, in place of <c>loginId</c>: single use, two minutes.</summary>
    public string? Ticket { get; init; }

    /// <summary>How to get the data; <c>auto</c> (default; null is the same) follows what the person has just done.</summary>
    public ConnectFreshness? Freshness { get; init; }

    /// <summary>The session in which the person has just signed in; proves a login that somebody else holds too.</summary>
    public ConnectSessionId? ConnectSessionId { get; init; }

    /// <summary>What to collect.</summary>
    public OptionsRequest? Options { get; init; }
}

/// <summary>How a linked login's data are got.</summary>
public enum ConnectFreshness
{
    /// <summary>Cached right after Connect, stored while fresh, otherwise live outside the cooldown.</summary>
    Auto,

    /// <summary>What Flinks has stored.</summary>
    Cached,

    /// <summary>From the bank, now.</summary>
    Live,
}

public sealed class ConnectLoginValidator : AbstractValidator<ConnectLogin>
{
    private const int LongestTicket = 200;

    public ConnectLoginValidator()
    {
        RuleFor(request => request.LoginId).NotNull().WithMessage("Is required, unless a ticket is given.").When(request => request.Ticket is null);
        RuleFor(request => request.LoginId).Must(id => id != Guid.Empty).WithMessage("Must not be all zeros.");
        RuleFor(request => request.Ticket).Must((request, ticket) => ticket is null || request.LoginId is null).WithMessage("Stands in place of loginId: give one of the two.");
        RuleFor(request => request.Ticket).NotEmpty().MaximumLength(LongestTicket).When(request => request.Ticket is not null);
        RuleFor(request => request.Options!).SetValidator(new OptionsRequestValidator()).When(request => request.Options is not null);
    }
}
