using Flinks.Bff.Platform.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Flinks.Bff.Platform.Http;

/// <summary>
/// Keeps bodies small: 64 KiB unless the route says more (<c>[RequestSizeLimit]</c> on an action). A declared length is refused before a
/// byte is read, an undeclared one by Kestrel when it is exceeded.
/// </summary>
public static class BodyLimit
{
    /// <summary>Far more than any JSON request of ours needs.</summary>
    public const long Usual = 64 * 1024;

    public static IApplicationBuilder UseBodyLimit(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var own = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
        var limit = own is null ? Usual : own.MaxRequestBodySize;
        if (context.Request.ContentLength > limit)
        {
            return new ProblemResult(new Refusal(ProblemCodes.PayloadTooLarge)).ExecuteAsync(context);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit;
        }

        return next(context);
    });
}
