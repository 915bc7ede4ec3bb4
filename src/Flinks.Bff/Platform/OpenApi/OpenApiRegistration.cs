using System.Text.Json;
using Flinks.Bff.Platform.Identifiers;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using Swashbuckle.AspNetCore.SwaggerUI;
using SwaggerOptions = Flinks.Bff.Platform.Settings.SwaggerOptions;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>
/// The description of the API at <c>/swagger/v1/swagger.json</c> and a page to try it at <c>/swagger</c>. A host around us adds scripts or
/// options to the page by <c>services.Configure&lt;SwaggerUIOptions&gt;(…)</c>.
/// </summary>
public static class OpenApiRegistration
{
    private const string Document = "v1";

    public static IServiceCollection AddApiDescription(this IServiceCollection services)
    {
        services.AddSwaggerGen(Describe);
        services.AddOptions<SwaggerUIOptions>().Configure(page =>
        {
            page.RoutePrefix = "swagger";
            page.DocumentTitle = "Flinks.Bff";
            page.SwaggerEndpoint($"/swagger/{Document}/swagger.json", "Flinks.Bff v1");
            page.DisplayOperationId();
        });
        return services;
    }

    public static WebApplication UseApiDescription(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<IOptions<SwaggerOptions>>().Value;
        if (settings.Enabled ?? app.Environment.IsDevelopment())
        {
            app.UseSwagger();
            app.UseSwaggerUI(app.Services.GetRequiredService<IOptions<SwaggerUIOptions>>().Value);
        }

        return app;
    }

    private static void Describe(SwaggerGenOptions options)
    {
        options.SwaggerDoc(Document, new OpenApiInfo
        {
            Title = "Flinks.Bff",
            Version = Document,
            Description = "Bank data through Flinks for web and mobile frontends. Every answer says in `nextAction` what to do next.",
        });
        options.IncludeXmlComments(typeof(BffApplication).Assembly, includeControllerXmlComments: true);
        options.CustomOperationIds(OperationId);
        options.SupportNonNullableReferenceTypes();
        options.UseAllOfToExtendReferenceSchemas();
        options.DocumentFilter<CompleteAnswers>();
        options.DocumentFilter<TagOrder>();

        options.AddSecurityDefinition(BearerRequirement.Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A token of the configured identity provider.",
        });
        options.OperationFilter<BearerRequirement>();
        options.OperationFilter<ProblemResponses>();
        options.OperationFilter<RequestHeaders>();
        options.RequestBodyFilter<RequiredBodies>();

        MapId<ConnectionId>(options);
        MapId<RetrievalId>(options);
        MapId<ConnectSessionId>(options);
        MapId<DeletionId>(options);
    }

    private static void MapId<TId>(SwaggerGenOptions options)
        where TId : struct, IGuidId<TId>
    {
        options.MapType<TId>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" });
        options.MapType<TId?>(() => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "uuid" });
    }

    /// <summary>Client generators name their methods by it: <c>resumeUrls_verify</c>.</summary>
    private static string? OperationId(ApiDescription api) =>
        api.ActionDescriptor.RouteValues.TryGetValue("controller", out var controller) && controller is not null
        && api.ActionDescriptor.RouteValues.TryGetValue("action", out var action) && action is not null
            ? $"{JsonNamingPolicy.CamelCase.ConvertName(controller)}_{JsonNamingPolicy.CamelCase.ConvertName(action)}"
            : null;
}
