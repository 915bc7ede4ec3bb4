namespace Refit;

/// <summary>A verb and a route that begins with <c>/</c> and is appended to the path of the base address.</summary>
public abstract class HttpMethodAttribute(HttpMethod method, string path) : Attribute
{
    public HttpMethod Method { get; } = method;

    public string Path { get; } = path;
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class GetAttribute(string path) : HttpMethodAttribute(HttpMethod.Get, path);

[AttributeUsage(AttributeTargets.Method)]
public sealed class PostAttribute(string path) : HttpMethodAttribute(HttpMethod.Post, path);

[AttributeUsage(AttributeTargets.Method)]
public sealed class PatchAttribute(string path) : HttpMethodAttribute(HttpMethod.Patch, path);

[AttributeUsage(AttributeTargets.Method)]
public sealed class DeleteAttribute(string path) : HttpMethodAttribute(HttpMethod.Delete, path);

/// <summary>The parameter is the request's body.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BodyAttribute : Attribute;

/// <summary>The parameter is a header's value; null sends no header.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HeaderAttribute(string header) : Attribute
{
    public string Header { get; } = header;
}
