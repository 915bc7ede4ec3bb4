using Flinks.Bff.Platform.OpenApi;
using Flinks.Client;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.ConnectSessions;

/// <summary>
/// Where Flinks or the bank sends the browser when the person is done. The loginId ends here: the app gets a ticket, which only the user
/// who started the session can turn into a connection.
/// </summary>
[ApiController]
[AllowAnonymous]
[Tags(Chapters.Callbacks)]
[Route("api/v1")]
public sealed class CallbacksController(ConnectSessionService sessions) : ControllerBase
{
    private const int LongestError = 200;

    /// <summary>Come back from the Connect widget</summary>
    /// <remarks>
    /// Flinks sends the person's browser here when a session with a `redirectUrl` ends. No frontend calls it; it is the address to have allowed at Flinks.
    ///
    /// Next: your page at `redirectUrl` reads `ticket` from its address and posts it to `/connections`. Only the user who started the session can use it.
    /// </remarks>
    /// <param name="state">From our own address, single use: knows the session for 15 minutes.</param>
    /// <param name="loginId">Of the login that was connected. Sealed at once; the app only ever sees a ticket.</param>
    /// <param name="error">Why there is no login, such as `access_denied`.</param>
    /// <param name="errorDescription">The same in words.</param>
    /// <response code="303">On to the session's `redirectUrl` with a `ticket` (single use, two minutes), or with `error` and `error_description`.</response>
    /// <response code="400">A page for the person: the `state` is unknown, used or too old.</response>
    [HttpGet("connect-callback")]
    [ProducesResponseType(StatusCodes.Status303SeeOther)]
    [ProducesResponseType<string>(StatusCodes.Status400BadRequest, "text/html")]
    public Task<IActionResult> FromConnectAsync(
        [FromQuery] string? state,
        [FromQuery] string? loginId,
        [FromQuery] string? error,
        [FromQuery(Name = "error_description")] string? errorDescription,
        CancellationToken cancellationToken) => ReturnAsync(state, loginId, error, errorDescription, cancellationToken);

    /// <summary>Come back from the bank's own sign-in</summary>
    /// <remarks>
    /// The same for banks that sign people in by OAuth on their own site: the bank sends the person's browser here. No frontend calls it.
    /// </remarks>
    /// <param name="state">From our own address, single use: knows the session for 15 minutes.</param>
    /// <param name="loginId">Of the login that was connected. Sealed at once; the app only ever sees a ticket.</param>
    /// <param name="error">Why there is no login, such as `access_denied`.</param>
    /// <param name="errorDescription">The same in words.</param>
    /// <response code="303">On to the session's `redirectUrl` with a `ticket` (single use, two minutes), or with `error` and `error_description`.</response>
    /// <response code="400">A page for the person: the `state` is unknown, used or too old.</response>
    [HttpGet("oauth/callback")]
    [ProducesResponseType(StatusCodes.Status303SeeOther)]
    [ProducesResponseType<string>(StatusCodes.Status400BadRequest, "text/html")]
    public Task<IActionResult> FromBankAsync(
        [FromQuery] string? state,
        [FromQuery] string? loginId,
        [FromQuery] string? error,
        [FromQuery(Name = "error_description")] string? errorDescription,
        CancellationToken cancellationToken) => ReturnAsync(state, loginId, error, errorDescription, cancellationToken);

    private async Task<IActionResult> ReturnAsync(
        string? state, string? loginId, string? error, string? errorDescription, CancellationToken cancellationToken)
    {
        var login = Guid.TryParse(loginId, out var value) && value != Guid.Empty ? new LoginId(value) : (LoginId?)null;
        if (string.IsNullOrEmpty(state) || (login is null && string.IsNullOrEmpty(error)))
        {
            return Page();
        }

        var address = await sessions.ReturnAsync(
            state, string.IsNullOrEmpty(error) ? login : null, Shortened(error), Shortened(errorDescription), cancellationToken);
        if (address is null)
        {
            return Page();
        }

        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private static string? Shortened(string? text) => text is { Length: > LongestError } ? text[..LongestError] : text;

    private ContentResult Page()
    {
        // Connect may come back within its frame, and then the person would see nothing.
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors *";
        return Expired();
    }

    private static ContentResult Expired() => new()
    {
        StatusCode = StatusCodes.Status400BadRequest,
        ContentType = "text/html; charset=utf-8",
        Content = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="referrer" content="no-referrer">
            <title>This link no longer works</title>
            <h1>This link no longer works</h1>
            <p>It can be used once, within 15 minutes. Please go back to the app and connect your bank again.</p>
            <h1 lang="fr">Ce lien ne fonctionne plus</h1>
            <p lang="fr">Il ne sert qu’une fois, dans les 15 minutes. Veuillez retourner à l’application et relier votre banque de nouveau.</p>
            </html>
            """,
    };
}
