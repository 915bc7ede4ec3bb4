using Flinks.Bff.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Flinks.Bff.Platform.Requests;

/// <summary>Controllers, and how their requests are read, checked and refused.</summary>
public static class RequestsRegistration
{
    public static IServiceCollection AddRequests(this IServiceCollection services)
    {
        services
            .AddControllers(options =>
            {
                Read(options);
                Answer(options);
            })
            // By itself MVC looks into the program that was started, which may be another host around us.
            .AddApplicationPart(typeof(BffApplication).Assembly)
            .AddJsonOptions(options => BffJson.Apply(options.JsonSerializerOptions))
            .ConfigureApiBehaviorOptions(options =>
            {
                options.SuppressMapClientErrors = true;
                options.InvalidModelStateResponseFactory = InvalidRequests.Answer;
            });

        return services;
    }

    private static void Read(MvcOptions options)
    {
        options.InputFormatters.RemoveType<SystemTextJsonInputFormatter>();
        options.InputFormatters.Insert(0, new JsonBodyFormatter());
        options.ModelBinderProviders.Insert(0, new InstantBinderProvider());
        options.Filters.Add<RequestValidationFilter>();

        // No route takes a form, and one that cannot be read would be told before the type is.
        options.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
        options.MaxModelValidationErrors = 20;

        // What is required, the request types say themselves; MVC would say it again under the name of the parameter.
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;

        // The stock sentences quote what was sent.
        var sentences = options.ModelBindingMessageProvider;
        sentences.SetAttemptedValueIsInvalidAccessor((_, _) => "Is not a valid value.");
        sentences.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "Is not a valid value.");
        sentences.SetUnknownValueIsInvalidAccessor(_ => "Is not a valid value.");
        sentences.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Is not a valid value.");
        sentences.SetValueIsInvalidAccessor(_ => "Is not a valid value.");
        sentences.SetValueMustNotBeNullAccessor(_ => "Is required.");
        sentences.SetMissingBindRequiredValueAccessor(_ => "Is required.");
        sentences.SetMissingKeyOrValueAccessor(() => "Is required.");
        sentences.SetMissingRequestBodyRequiredValueAccessor(() => "Is required.");
        sentences.SetValueMustBeANumberAccessor(_ => "Is not a number.");
        sentences.SetNonPropertyValueMustBeANumberAccessor(() => "Is not a number.");
    }

    /// <summary>JSON and nothing beside it: a text is a JSON text.</summary>
    private static void Answer(MvcOptions options)
    {
        options.OutputFormatters.RemoveType<StringOutputFormatter>();
        foreach (var formatter in options.OutputFormatters.OfType<SystemTextJsonOutputFormatter>())
        {
            formatter.SupportedMediaTypes.Remove("text/json");
        }
    }
}
