using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Flinks.Bff.Platform.Errors;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.Net.Http.Headers;

namespace Flinks.Bff.Platform.Security;

/// <summary>Answers for the bearer handler: problems instead of empty bodies, and an identity provider that is down is not the caller's fault.</summary>
public sealed partial class CallerTokenEvents(ProblemWriter problems, ILogger<CallerTokenEvents> logger) : JwtBearerEvents
{
    public override async Task MessageReceived(MessageReceivedContext context)
    {
        if (context.Options.ConfigurationManager is not { } provider || !HasBearer(context.Request))
        {
            return;
        }

        try
        {
            // Kept by the manager for a day; asked for here because later it would end in a fault, or look like a bad token.
            await provider.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException or OperationCanceledException)
        {
            context.HttpContext.RequestAborted.ThrowIfCancellationRequested();
            Log.ProviderUnreachable(logger, exception.GetType().Name);
            context.Fail(new IdentityProviderUnreachableException(exception));
        }
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        // The claims as they were signed: the library renames some, and two names would become one.
        var claims = context.SecurityToken switch
        {
            JwtSecurityToken jwt => jwt.Claims,
            JsonWebToken jwt => jwt.Claims,
            _ => [],
        };
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity(claims, context.Scheme.Name));

        if (context.Principal.FindKey() is null)
        {
            context.Fail("The token must name one issuer and one subject.");
        }

        return Task.CompletedTask;
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        if (context.AuthenticateFailure is IdentityProviderUnreachableException)
        {
            return problems.WriteAsync(context.HttpContext, new Refusal(ProblemCodes.UpstreamUnavailable));
        }

        context.Response.Headers[HeaderNames.WWWAuthenticate] = context.AuthenticateFailure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return problems.WriteAsync(context.HttpContext, new Refusal(ProblemCodes.Unauthenticated));
    }

    public override Task Forbidden(ForbiddenContext context)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer error=\"insufficient_scope\"";
        return problems.WriteAsync(context.HttpContext, new Refusal(ProblemCodes.Forbidden));
    }

    private static bool HasBearer(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The identity provider (Auth:Authority) cannot be reached: {Fault}. Callers are answered 503.")]
        public static partial void ProviderUnreachable(ILogger logger, string fault);
    }
}
