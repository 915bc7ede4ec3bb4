using FluentValidation;
using Flinks.Bff.Platform.Requests;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Timeline;

/// <summary>Which part of a timeline is asked for.</summary>
public sealed class TimelineQuery
{
    /// <summary>`next` of the page before.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>Entries on a page, 1 to 200; 100 unless said otherwise.</summary>
    [FromQuery(Name = "limit")]
    public int Limit { get; init; } = 100;
}

public sealed class TimelineQueryValidator : AbstractValidator<TimelineQuery>
{
    public TimelineQueryValidator()
    {
        RuleFor(query => query.After).Must(after => TimelineCursor.Parse(after) is not null).WithMessage("Is not the next of a page.").When(query => query.After is not null);
        RuleFor(query => query.Limit).IsPageLimit();
    }
}
