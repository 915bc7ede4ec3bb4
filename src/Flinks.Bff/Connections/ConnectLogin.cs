using FluentValidation;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Connections;

/// <summary>A bank login to link: the loginId that the widget gave, or the ticket that a callback brought. One of the two is required.</summary>
public sealed class ConnectLogin
{
    /// <summary>From the widget's `REDIRECT` message. Comes in and never goes out.</summary>
    public Guid? LoginId { get; init; }

    /// <summary>In place of `loginId`, from the address of your `redirectUrl`: single use, within two minutes.</summary>
    public string? Ticket { get; init; }

    /// <summary>How to get the data; `auto` unless said otherwise. Not heeded with a ticket.</summary>
    public ConnectFreshness? Freshness { get; init; }

    /// <summary>The session in which the person has just signed in. Always send it if there was one: it proves a login that somebody else holds too.</summary>
    public ConnectSessionId? ConnectSessionId { get; init; }

    /// <summary>What to collect; everything of 90 days unless said otherwise.</summary>
    public OptionsRequest? Options { get; init; }
}

/// <summary>How a linked login's data are got.</summary>
public enum ConnectFreshness
{
    /// <summary>What fits what the person has just done: <c>cached</c> right after Connect, the last data again while they are fresh, otherwise <c>live</c>, but not within a minute of the last live read.</summary>
    Auto,

    /// <summary>What Flinks has stored: seconds, no bank contact, no question.</summary>
    Cached,

    /// <summary>From the bank, now. The bank may ask the person something.</summary>
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
