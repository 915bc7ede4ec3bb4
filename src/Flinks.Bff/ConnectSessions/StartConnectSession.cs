using System.Text.Json.Serialization;
using FluentValidation;
using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Platform.Settings;
using Flinks.Bff.Retrievals;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.ConnectSessions;

/// <summary>How to open the Connect widget.</summary>
public sealed class StartConnectSession
{
    /// <summary><c>en</c> (default) or <c>fr</c>. Part of what makes a loginId, so a repair keeps its connection's language.</summary>
    public string? Language { get; init; }

    /// <summary>Skips the bank list: Flinks' number or name of the institution.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? InstitutionId { get; init; }

    /// <summary>Where the person goes afterwards: exactly one of <c>Connect:RedirectUrls</c>.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>Lets the person tick the accounts they share.</summary>
    public AccountSelector? AccountSelector { get; init; }

    /// <summary>Asks Flinks to refresh the login by night, where the bank allows it.</summary>
    public bool? ScheduleRefresh { get; init; }

    /// <summary>The connection to repair.</summary>
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
