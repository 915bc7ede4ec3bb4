using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.OpenApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Resume;

/// <summary>Tells apps whether an address to open in a frame or WebView is one of ours.</summary>
[ApiController]
[Tags(Chapters.ResumeUrls)]
[Produces("application/json")]
[Route("api/v1/resume-urls")]
public sealed class ResumeUrlsController(ResumeUrlSigner signer) : ControllerBase
{
    /// <summary>Check an address before it is opened</summary>
    /// <remarks>
    /// For native apps that get an address by a deep link or a push message: tells whether this service made it, whole and in time, so that nobody can slip the person a page
    /// of their own. Needs no token and asks nobody. Checks are made in the order of the words of `reason`, so a forged address never answers `expired`.
    ///
    /// Next: open the address only if `valid` is true. The page at `/launch`, made for WebViews, asks this by itself.
    /// </remarks>
    /// <response code="200">The verdict, also for addresses that are not ours.</response>
    /// <response code="400">There is no `url`.</response>
    [HttpPost("verify")]
    [AllowAnonymous]
    [ProducesResponseType<VerifiedResumeUrl>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public VerifiedResumeUrl Verify(VerifyResumeUrlRequest request)
    {
        var verdict = signer.Verify(request.Url);
        return new VerifiedResumeUrl(verdict.Reason == ResumeUrlReason.Ok, verdict.Reason, verdict.ExpiresAt);
    }
}

/// <summary>An address to check.</summary>
public sealed record VerifyResumeUrlRequest
{
    /// <summary>The address, exactly as it came: every byte is signed.</summary>
    public required string Url { get; init; }

    public override string ToString() => nameof(VerifyResumeUrlRequest);
}

/// <summary>The verdict on an address.</summary>
/// <param name="Valid">Whether the address may be opened.</param>
/// <param name="Reason">Why it may, or may not.</param>
/// <param name="ExpiresAt">Until when it works, or worked, UTC; null unless the signature is good.</param>
public sealed record VerifiedResumeUrl(bool Valid, ResumeUrlReason Reason, DateTimeOffset? ExpiresAt);
