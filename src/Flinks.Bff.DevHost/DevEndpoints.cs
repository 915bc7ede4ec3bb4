namespace Flinks.Bff.DevHost;

/// <summary>What development needs beside the product: users, tokens, a signed-in Swagger UI, a place to come back to.</summary>
public static class DevEndpoints
{
    public const string SwaggerSignInPath = "/dev/swagger-sign-in.js";

    public static void MapDevEndpoints(this WebApplication app)
    {
        app.MapGet("/", () => Results.Redirect("/swagger")).AllowAnonymous().ExcludeFromDescription();
        var dev = app.MapGroup("/dev").AllowAnonymous().ExcludeFromDescription();
        dev.MapGet("/users", () => DevTokens.Users);
        dev.MapPost("/tokens", Issue);
        dev.MapGet("/return", Return);
        app.MapGet(SwaggerSignInPath, () => Results.Text(SwaggerSignIn, "text/javascript")).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Issue(DevTokenRequest? request, DevTokens tokens) =>
        DevTokens.Users.FirstOrDefault(user => user.Name == (request?.User ?? DevTokens.Users[0].Name)) is { } user
            ? Results.Ok(tokens.Issue(user))
            : Results.BadRequest(new { error = $"user is one of {string.Join(", ", DevTokens.Users.Select(known => known.Name))}" });

    /// <summary>Stands in for the app that a person returns to from a redirect.</summary>
    private static IResult Return() => Results.Content(
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Back in the app</title>
        <body style="font: 1rem/1.6 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
        <h1>Back in the app</h1>
        <p>POST this to <code>/api/v1/connections</code> within two minutes, as the user who started the session:</p>
        <pre id="body"></pre>
        <script>document.getElementById('body').textContent = JSON.stringify(Object.fromEntries(new URLSearchParams(location.search)), null, 2);</script>
        """,
        "text/html; charset=utf-8");

    private const string SwaggerSignIn =
        """
        // Signs Swagger UI in as alice, so that "Try it out" works on the first click.
        (async () => {
          const answer = await fetch('/dev/tokens', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"user":"alice"}' });
          const { token } = await answer.json();
          const signIn = () => window.ui?.preauthorizeApiKey ? window.ui.preauthorizeApiKey('Bearer', token) : requestAnimationFrame(signIn);
          signIn();
        })();
        """;
}
