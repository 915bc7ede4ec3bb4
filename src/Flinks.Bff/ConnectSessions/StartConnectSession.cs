using System.Text.Json.Serialization;
using FluentValidation;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.OpenApi;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Retrievals;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.ConnectSessions;

/// <summary>How to open the Connect widget. Everything may be left out.</summary>
public sealed class StartConnectSession
{
    /// <summary>The widget's language, `en` unless said otherwise. It is part of what makes a loginId, so a repair keeps its connection's.</summary>
    [OneOf("en", "fr")]
    public string? Language { get; init; }

    /// <summary>Skips the list of banks: Flinks' number or name of the institution. A JSON number is taken as well.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? InstitutionId { get; init; }

    /// <summary>Leave the widget by a redirect to this page of yours, with a `ticket`, instead of a message. Exactly one of the addresses that the service is configured with.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>Lets the person tick the accounts that they share.</summary>
    public AccountSelector? AccountSelector { get; init; }

    /// <summary>Asks Flinks to refresh the login every night, where the bank allows it.</summary>
    public bool? ScheduleRefresh { get; init; }

    /// <summary>The connection to repair, where `nextAction` of a connection is `connect`.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>What to collect.</summary>
    public OptionsRequest? Options { get; init; }
}

public sealed class StartConnectSessionValidator : AbstractValidator<StartConnectSession>
{
    public StartConnectSessionValidator(IOptions<ConnectOptions> connect)
    {
        RuleFor(request => request.Language).Must(language => language is null or "en" or "fr").WithMessage("Must be en or fr.");
        RuleFor(request => request.InstitutionId).MaximumLength(100).Matches("^[A-Za-z0-9][A-Za-z0-9 _.-]*$").WithMessage("Must be an institution's number or name.")
            .Must(institution => !Guid.TryParse(institution, out _)).WithMessage("Must be an institution's number or name, not an id of something else.");
        RuleFor(request => request.RedirectUrl)
            .Must(url => url is null || connect.Value.RedirectUrls.Contains(url, StringComparer.Ordinal))
            .WithMessage("Must be exactly one of the configured redirect addresses.");
        RuleFor(request => request.AccountSelector!.Currency)
            .Must(currency => currency is null or "cad" or "usd").WithMessage("Must be cad or usd.")
            .OverridePropertyName("accountSelector.currency")
            .When(request => request.AccountSelector is not null);
        RuleFor(request => request.Options!).SetValidator(new OptionsRequestValidator()).When(request => request.Options is not null);
    }
}
