using System.Text.Json.Serialization;
using FluentValidation;
using Flinks.Bff.ConnectSessions;
using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.OAuth;

/// <summary>A sign-in on a bank's own site.</summary>
public sealed class StartAuthorization
{
    /// <summary>Required. Flinks' number or name of the bank. A JSON number is taken as well.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public required string? InstitutionId { get; init; }

    /// <summary>Required. The page of yours to come back to. Exactly one of the addresses that the service is configured with.</summary>
    public required string? ReturnUrl { get; init; }
}

public sealed class StartAuthorizationValidator : AbstractValidator<StartAuthorization>
{
    public StartAuthorizationValidator(IOptions<ConnectOptions> connect)
    {
        RuleFor(request => request.InstitutionId).NotEmpty().WithMessage("Is required.");
        RuleFor(request => request.InstitutionId).MaximumLength(100).Matches("^[A-Za-z0-9][A-Za-z0-9 _.-]*$").WithMessage("Must be an institution's number or name.")
            .Must(institution => !Guid.TryParse(institution, out _)).WithMessage("Must be an institution's number or name, not an id of something else.");
        RuleFor(request => request.ReturnUrl)
            .Must(url => url is not null && connect.Value.RedirectUrls.Contains(url, StringComparer.Ordinal))
            .WithMessage("Must be exactly one of the configured redirect addresses.");
    }
}
