namespace Flinks.Bff.Platform.Settings;

/// <summary>The description of the API. Bound from the <c>Swagger</c> section.</summary>
public sealed class SwaggerOptions
{
    public const string Section = "Swagger";

    /// <summary>Serves <c>/swagger</c>. Null: in Development only.</summary>
    public bool? Enabled { get; set; }
}
