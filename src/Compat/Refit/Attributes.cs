namespace Refit;

[AttributeUsage(AttributeTargets.Method)]
public sealed class GetAttribute(string path) : Attribute { public string Path { get; } = path; }

[AttributeUsage(AttributeTargets.Method)]
public sealed class PostAttribute(string path) : Attribute { public string Path { get; } = path; }

[AttributeUsage(AttributeTargets.Method)]
public sealed class DeleteAttribute(string path) : Attribute { public string Path { get; } = path; }

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BodyAttribute : Attribute;

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HeaderAttribute(string header) : Attribute { public string Header { get; } = header; }
