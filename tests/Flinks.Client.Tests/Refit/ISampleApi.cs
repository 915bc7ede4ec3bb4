using Refit;

namespace Flinks.Client.Tests.Refit;

/// <summary>One method for each thing that <see cref="IFlinksApi"/> asks of Refit.</summary>
public interface ISampleApi
{
    [Get("/Things/{thingId}")]
    Task<HttpResponseMessage> GetByIdAsync(Guid thingId, CancellationToken cancellationToken);

    [Get("/Things/{name}/parts")]
    Task<HttpResponseMessage> GetByNameAsync(string name, CancellationToken cancellationToken);

    [Post("/Things")]
    Task<HttpResponseMessage> PostAsync([Body] SampleThing thing, [Header("x-sample")] string? sample, CancellationToken cancellationToken);

    [Post("/Empty")]
    Task<HttpResponseMessage> PostNothingAsync(CancellationToken cancellationToken);

    [Delete("/Things/{thingId}")]
    Task<HttpResponseMessage> DeleteAsync(Guid thingId, CancellationToken cancellationToken);
}

public sealed record SampleThing(string FullName, string? Remark);
