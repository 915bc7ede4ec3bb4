using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Flinks.Bff.Platform.Requests;

/// <summary>Reads instants out of addresses. MVC would take one without an offset for local time, and its meaning would depend on the server's clock.</summary>
public sealed class InstantBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        (Nullable.GetUnderlyingType(context.Metadata.ModelType) ?? context.Metadata.ModelType) == typeof(DateTimeOffset) ? new InstantBinder() : null;
}

internal sealed class InstantBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (given == ValueProviderResult.None)
        {
            return Task.CompletedTask;
        }

        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
        if (DateTimeOffset.TryParse(given.FirstValue, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
        {
            bindingContext.Result = ModelBindingResult.Success(instant);
        }
        else
        {
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, "Is not a valid value.");
        }

        return Task.CompletedTask;
    }
}
