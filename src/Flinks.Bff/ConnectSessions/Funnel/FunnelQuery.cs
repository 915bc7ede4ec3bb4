using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.ConnectSessions.Funnel;

/// <summary>Which sessions are counted: those that were started within a time.</summary>
public sealed class FunnelQuery
{
    /// <summary>As long as sessions are remembered.</summary>
    private static readonly TimeSpan UsualRange = TimeSpan.FromDays(30);

    /// <summary>Not before this instant, UTC where it names no offset; 30 days before `to` unless said otherwise.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this instant, UTC where it names no offset; now unless said otherwise.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    public FunnelRange ToRange(DateTimeOffset now)
    {
        var to = To ?? now;
        return new FunnelRange(From ?? (to - DateTimeOffset.MinValue > UsualRange ? to - UsualRange : DateTimeOffset.MinValue), to);
    }
}

/// <summary>A time, its end not included.</summary>
public sealed record FunnelRange(DateTimeOffset From, DateTimeOffset To);

public sealed class FunnelQueryValidator : AbstractValidator<FunnelQuery>
{
    public FunnelQueryValidator(TimeProvider time)
    {
        RuleFor(query => query.From)
            .Must((query, from) => from is null || from < (query.To ?? time.GetUtcNow()))
            .WithMessage("Must be earlier than to, which is now unless said otherwise.");
    }
}
