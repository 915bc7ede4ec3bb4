using Microsoft.Extensions.DependencyInjection;

namespace Refit;

public static class HttpClientFactoryExtensions
{
    public static IHttpClientBuilder AddRefitClient<T>(this IServiceCollection services, RefitSettings? settings = null, string? httpClientName = null)
        where T : class
    {
        var name = httpClientName ?? typeof(T).FullName!;
        services.AddTransient(provider => RestService.For<T>(provider.GetRequiredService<IHttpClientFactory>().CreateClient(name), settings));
        return services.AddHttpClient(name);
    }
}
