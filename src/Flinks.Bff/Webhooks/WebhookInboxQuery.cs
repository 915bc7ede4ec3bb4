using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Webhooks;

/// <summary>Which webhooks are asked for.</summary>
public sealed class WebhookInboxQuery
{
    public const int MostEntries = 200;

    /// <summary>Only those that this became of.</summary>
    [FromQuery(Name = "outcome")]
    public WebhookOutcome? Outcome { get; init; }

    /// <summary>`next` of the page before.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>Webhooks on a page, 1 to 200; 50 unless said otherwise.</summary>
    [FromQuery(Name = "limit")]
    public int Limit { get; init; } = 50;
}

public sealed class WebhookInboxQueryValidator : AbstractValidator<WebhookInboxQuery>
{
    public WebhookInboxQueryValidator()
    {
        RuleFor(query => query.Outcome).IsInEnum().WithMessage("Is not a valid value.");
        RuleFor(query => query.After).Must(after => WebhookCursor.Parse(after) is not null).WithMessage("Is not the next of a page.").When(query => query.After is not null);
        RuleFor(query => query.Limit).InclusiveBetween(1, WebhookInboxQuery.MostEntries).WithMessage($"Must be between 1 and {WebhookInboxQuery.MostEntries}.");
    }
}
