using System.Net.Http.Json;
using System.Text.Json;

namespace Refit;

public sealed class RefitSettings(IHttpContentSerializer contentSerializer)
{
    public RefitSettings()
        : this(new SystemTextJsonContentSerializer())
    {
    }

    public IHttpContentSerializer ContentSerializer { get; set; } = contentSerializer;
}

public interface IHttpContentSerializer
{
    HttpContent ToHttpContent<T>(T item);
}

public sealed class SystemTextJsonContentSerializer(JsonSerializerOptions options) : IHttpContentSerializer
{
    public SystemTextJsonContentSerializer()
        : this(new JsonSerializerOptions(JsonSerializerDefaults.Web))
    {
    }

    public HttpContent ToHttpContent<T>(T item) => JsonContent.Create(item, item?.GetType() ?? typeof(T), mediaType: null, options);
}
