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
[Route("api/v1")]
public sealed class CallbacksController(ConnectSessionService sessions) : ControllerBase
{
    private const int LongestError = 200;

    /// <summary>The person comes back from the Connect widget.</summary>
    /// <response code="303">On to the session's <c>redirectUrl</c> with a <c>ticket</c>, or with <c>error</c> and <c>error_description</c>.</response>
    /// <response code="400">The <c>state</c> is unknown, used or too old.</response>
    [HttpGet("connect-callback")]
    [ProducesResponseType(StatusCodes.Status303SeeOther)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public Task<IActionResult> FromConnectAsync(CancellationToken cancellationToken) => ReturnAsync(cancellationToken);

    /// <summary>The person comes back from their bank's own sign-in.</summary>
    /// <response code="303">On to the session's <c>redirectUrl</c> with a <c>ticket</c>, or with <c>error</c> and <c>error_description</c>.</response>
    /// <response code="400">The <c>state</c> is unknown, used or too old.</response>
    [HttpGet("oauth/callback")]
    [ProducesResponseType(StatusCodes.Status303SeeOther)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    public Task<IActionResult> FromBankAsync(CancellationToken cancellationToken) => ReturnAsync(cancellationToken);

    private async Task<IActionResult> ReturnAsync(CancellationToken cancellationToken)
    {
        string? state = Request.Query["state"];
        string? error = Request.Query["error"].ToString() is { Length: > 0 } told ? told : null;
        var loginId = Guid.TryParse(Request.Query["loginId"], out var value) && value != Guid.Empty ? new LoginId(value) : (LoginId?)null;
        if (string.IsNullOrEmpty(state) || (loginId is null && error is null))
        {
            return Page();
        }

        var address = await sessions.ReturnAsync(
            state, error is null ? loginId : null, Shortened(error), Shortened(Request.Query["error_description"]), cancellationToken);
        if (address is null)
        {
            return Page();
        }

        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private static string? Shortened(string? text) => text is { Length: > LongestError } ? text[..LongestError] : text;

    private static ContentResult Page() => new()
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
