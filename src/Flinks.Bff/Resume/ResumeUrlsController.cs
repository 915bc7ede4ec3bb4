using Flinks.Bff.Platform.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Flinks.Bff.Resume;

/// <summary>Tells apps whether an address to open in a frame or WebView is one of ours.</summary>
[ApiController]
[Route("api/v1/resume-urls")]
public sealed class ResumeUrlsController(ResumeUrlSigner signer) : ControllerBase
{
    /// <summary>Verifies an address that this service gave out. Ask before it is opened; needs no token.</summary>
    /// <response code="200">The verdict; only <c>valid</c> addresses may be opened.</response>
    /// <response code="400">There is no <c>url</c>.</response>
    [HttpPost("verify")]
    [AllowAnonymous]
    [ProducesResponseType<VerifiedResumeUrl>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest)]
    public VerifiedResumeUrl Verify(VerifyResumeUrlRequest request)
    {
        var verdict = signer.Verify(request.Url);
        return new VerifiedResumeUrl(verdict.Reason == ResumeUrlReason.Ok, verdict.Reason, verdict.ExpiresAt);
    }
}

/// <summary>An address to verify.</summary>
public sealed record VerifyResumeUrlRequest
{
    /// <summary>The address, exactly as it came.</summary>
    public required string Url { get; init; }

    public override string ToString() => nameof(VerifyResumeUrlRequest);
}

/// <summary>The verdict on an address.</summary>
/// <param name="Valid">Whether it may be opened.</param>
/// <param name="Reason">Why, or why not.</param>
/// <param name="ExpiresAt">Until when it works, or worked; null unless the signature is good.</param>
public sealed record VerifiedResumeUrl(bool Valid, ResumeUrlReason Reason, DateTimeOffset? ExpiresAt);
