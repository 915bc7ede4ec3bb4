using System.Diagnostics;

namespace Flinks.Client;

/// <summary>The traces of calls to Flinks, under a name that a host may listen to.</summary>
public static class FlinksTracing
{
    public const string SourceName = "Flinks.Client";

    internal static readonly ActivitySource Source = new(SourceName);
}
