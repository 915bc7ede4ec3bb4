using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Platform.Security;

/// <summary>Who may call what. Everything needs a token unless a route says otherwise, routes that do not exist included.</summary>
public static class SecurityRegistration
{
    /// <summary>The policy of operators' routes.</summary>
    public const string Operators = "Operators";

    public const string OperatorsRoutes = "/api/v1/admin";

    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddSingleton<CallerTokenEvents>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, CallerTokens>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddAuthorization(Permit);
        return services;
    }

    private static void Permit(AuthorizationOptions options)
    {
        var callers = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(MayTakeRoute).Build();
        options.DefaultPolicy = callers;
        options.FallbackPolicy = callers;
        options.AddPolicy(Operators, policy => policy.RequireAuthenticatedUser().RequireAssertion(call => call.User.IsOperator()));
    }

    /// <summary>An operators' route stays theirs even if somebody forgets to say so on its controller.</summary>
    private static bool MayTakeRoute(AuthorizationHandlerContext call) =>
        call.Resource is not HttpContext http || !http.Request.Path.StartsWithSegments(OperatorsRoutes) || call.User.IsOperator();
}
