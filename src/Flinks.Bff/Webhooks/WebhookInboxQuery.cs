using FluentValidation;
using Flinks.Bff.Platform.Requests;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Webhooks;

/// <summary>Which webhooks are asked for.</summary>
public sealed class WebhookInboxQuery
{
    /// <summary>Only those that this became of.</summary>
    [FromQuery(Name = "outcome")]
    public WebhookOutcome? Outcome { get; init; }

    /// <summary>`next` of the page before.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>Webhooks on a page, 1 to 200; 50 unless said otherwise.</summary>
    [FromQuery(Name = "limit")]
    public int Limit { get; init; } = Paging.Usual;
}

public sealed class WebhookInboxQueryValidator : AbstractValidator<WebhookInboxQuery>
{
    public WebhookInboxQueryValidator()
    {
        RuleFor(query => query.Outcome).IsInEnum().WithMessage("Is not a valid value.");
        RuleFor(query => query.After).IsPlaceOf<WebhookInboxQuery, Guid>();
        RuleFor(query => query.Limit).IsPageLimit();
    }
}
