using FluentValidation;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Requests;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Audit;

/// <summary>Which entries are asked for.</summary>
public sealed class AuditQuery
{
    /// <summary>Only what was done to this connection.</summary>
    [FromQuery(Name = "connectionId")]
    public Guid? ConnectionId { get; init; }

    /// <summary>Only this.</summary>
    [FromQuery(Name = "action")]
    public AuditAction? Action { get; init; }

    /// <summary>Not before this instant; UTC where it names no offset.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this instant; UTC where it names no offset.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    /// <summary>`next` of the page before.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>Entries on a page, 1 to 200; 50 unless said otherwise.</summary>
    [FromQuery(Name = "limit")]
    public int Limit { get; init; } = Paging.Usual;

    public AuditFilter ToFilter() => new(
        ConnectionId is { } connection ? new ConnectionId(connection) : null, Action, From, To, Paging.PlaceIn<long>(After));
}

public sealed class AuditQueryValidator : AbstractValidator<AuditQuery>
{
    public AuditQueryValidator()
    {
        RuleFor(query => query.ConnectionId).Must(id => id != Guid.Empty).WithMessage("Must not be all zeros.");
        RuleFor(query => query.Action).IsInEnum().WithMessage("Is not a valid value.");
        RuleFor(query => query.To).Must((query, to) => to is null || query.From is null || query.From < to).WithMessage("Must be later than from.");
        RuleFor(query => query.After).IsPlaceOf<AuditQuery, long>();
        RuleFor(query => query.Limit).IsPageLimit();
    }
}
