using System.Text.Json;

namespace Flinks.Bff.Benchmarks.Yardsticks;

/// <summary>What we measure ourselves against: handlers that make the same two calls and keep nothing.</summary>
public static class YardstickApp
{
    /// <param name="kind"><c>bare</c> copies the bytes; <c>dom</c> parses them into a document and writes it with camel-cased names.</param>
    /// <param name="root">Flinks' API, up to and with the customer id.</param>
    public static async Task RunAsync(string kind, string root, string address)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        await using var app = builder.Build();

        using var calls = new FlinksCalls(root);
        app.MapGet("/ready", () => Results.Ok());
        app.MapPost("/accounts", context => kind == "dom" ? AnswerReshapedAsync(calls, context) : AnswerCopyAsync(calls, context));
        await app.RunAsync();
    }

    private static async Task AnswerCopyAsync(FlinksCalls calls, HttpContext context)
    {
        using var reply = await calls.GetAccountsAsync(context.RequestAborted);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = reply.Content.Headers.ContentLength;
        await reply.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task AnswerReshapedAsync(FlinksCalls calls, HttpContext context)
    {
        using var reply = await calls.GetAccountsAsync(context.RequestAborted);
        await using var body = await reply.Content.ReadAsStreamAsync(context.RequestAborted);
        using var document = await JsonDocument.ParseAsync(body, cancellationToken: context.RequestAborted);

        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        Write(document.RootElement, writer);
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    writer.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(member.Name));
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
