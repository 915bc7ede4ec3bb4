using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.OpenApi;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Flinks.Bff.Institutions;

/// <summary>The banks that people can connect.</summary>
[ApiController]
[Tags(Chapters.Institutions)]
[Route("api/v1/institutions")]
[Produces("application/json")]
public sealed class InstitutionsController(InstitutionDirectory directory) : ControllerBase
{
    /// <summary>List the banks that can be connected</summary>
    /// <remarks>
    /// For a list of banks of your own, or to find the `institutionId` of one. Names come in the language of `Accept-Language`, in the order of the alphabet. The list is at most an
    /// hour old; where Flinks cannot be reached, the last one is given. A bank with `enabled` false cannot be connected now.
    ///
    /// Next: `POST /connect-sessions` with the `institutionId`, which skips the widget's own list.
    /// </remarks>
    /// <param name="query">Which banks.</param>
    /// <response code="200">The banks; `[]` if none is found.</response>
    /// <response code="400">A parameter is not valid; `errors` names it.</response>
    /// <response code="503">Flinks or the identity provider is in trouble, and there is no earlier list; `code` says which.</response>
    [HttpGet]
    [Bilingual]
    [ProducesResponseType<IReadOnlyList<ListedInstitution>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<IActionResult> ListAsync([FromQuery] InstitutionQuery query, CancellationToken cancellationToken)
    {
        var (institutions, refusal) = await directory.ListAsync(cancellationToken);
        if (institutions is null)
        {
            return new ProblemResult(refusal!);
        }

        var language = Languages.Accepted(Request);
        var search = new InstitutionSearch(query.Search, query.Country);
        Response.Headers.ContentLanguage = language.Tag();
        Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return Ok(institutions
            .Where(search.Finds)
            .Select(institution => ListedInstitution.Of(institution, language))
            .OrderBy(institution => InstitutionSearch.Folded(institution.Name), StringComparer.Ordinal)
            .ThenBy(institution => institution.Id)
            .ToList());
    }
}
