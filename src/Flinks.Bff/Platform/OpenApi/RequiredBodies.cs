using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Flinks.Bff.Platform.OpenApi;

/// <summary>A body is required unless its action says that it can do without.</summary>
public sealed class RequiredBodies : IRequestBodyFilter
{
    public void Apply(IOpenApiRequestBody requestBody, RequestBodyFilterContext context)
    {
        if (requestBody is OpenApiRequestBody body)
        {
            body.Required = context.BodyParameterDescription?.ParameterDescriptor?.BindingInfo?.EmptyBodyBehavior != EmptyBodyBehavior.Allow;
        }
    }
}
