using System.Reflection;

namespace Refit;

/// <summary>Implements an annotated interface over one <see cref="HttpClient"/>.</summary>
public class RestProxy : DispatchProxy
{
    private Dictionary<MethodInfo, RestMethod> _methods = [];
    private HttpClient? _client;
    private RefitSettings? _settings;

    internal void Connect(Type contract, HttpClient client, RefitSettings settings)
    {
        _methods = contract.GetMethods().ToDictionary(method => method, method => new RestMethod(method));
        _client = client;
        _settings = settings;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        SendAsync(_methods[targetMethod!], args ?? []);

    private async Task<HttpResponseMessage> SendAsync(RestMethod method, object?[] arguments)
    {
        var basePath = (_client!.BaseAddress ?? throw new InvalidOperationException("The client has no base address.")).AbsolutePath.TrimEnd('/');
        using var request = method.Request(basePath, arguments, _settings!.ContentSerializer);

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, RestMethod.CancellationOf(arguments));
    }
}
