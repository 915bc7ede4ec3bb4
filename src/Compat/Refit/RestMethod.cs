using System.Globalization;
using System.Reflection;

namespace Refit;

/// <summary>What one annotated method sends. Anything that this stand-in does not know is refused when the client is made.</summary>
internal sealed class RestMethod
{
    private readonly HttpMethodAttribute _verb;
    private readonly ParameterInfo[] _parameters;

    public RestMethod(MethodInfo method)
    {
        _parameters = method.GetParameters();
        _verb = method.GetCustomAttribute<HttpMethodAttribute>() ?? throw Unsupported(method, "it has no verb");

        if (!_verb.Path.StartsWith('/'))
        {
            throw Unsupported(method, "its route does not begin with /");
        }

        if (method.ReturnType != typeof(Task<HttpResponseMessage>))
        {
            throw Unsupported(method, "it does not return Task<HttpResponseMessage>");
        }

        if (_parameters.FirstOrDefault(parameter => !IsKnown(parameter)) is { } unknown)
        {
            throw Unsupported(method, $"'{unknown.Name}' is no part of the route, body, header or cancellation token");
        }
    }

    public HttpRequestMessage Request(string basePath, object?[] arguments, IHttpContentSerializer serializer)
    {
        var request = new HttpRequestMessage { Method = _verb.Method };
        var route = _verb.Path;
        foreach (var (parameter, argument) in _parameters.Zip(arguments))
        {
            if (IsInRoute(parameter))
            {
                var text = Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "";
                route = route.Replace(Placeholder(parameter), Uri.EscapeDataString(text), StringComparison.OrdinalIgnoreCase);
            }
            else if (parameter.IsDefined(typeof(BodyAttribute)) && argument is not null)
            {
                request.Content = serializer.ToHttpContent(argument);
            }
            else if (parameter.GetCustomAttribute<HeaderAttribute>() is { } header && argument is not null)
            {
                request.Headers.TryAddWithoutValidation(header.Header, Convert.ToString(argument, CultureInfo.InvariantCulture));
            }
        }

        request.RequestUri = new Uri(basePath + route, UriKind.Relative);
        return request;
    }

    public static CancellationToken CancellationOf(object?[] arguments) => arguments.OfType<CancellationToken>().FirstOrDefault();

    private bool IsKnown(ParameterInfo parameter) =>
        IsInRoute(parameter)
        || parameter.IsDefined(typeof(BodyAttribute))
        || parameter.IsDefined(typeof(HeaderAttribute))
        || parameter.ParameterType == typeof(CancellationToken);

    private bool IsInRoute(ParameterInfo parameter) => _verb.Path.Contains(Placeholder(parameter), StringComparison.OrdinalIgnoreCase);

    private static string Placeholder(ParameterInfo parameter) => $"{{{parameter.Name}}}";

    private static NotSupportedException Unsupported(MethodInfo method, string why) =>
        new($"{method.DeclaringType?.Name}.{method.Name}: {why}. This stand-in for Refit sends only what Flinks.Client needs.");
}
