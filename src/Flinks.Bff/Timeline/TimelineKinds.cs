namespace Flinks.Bff.Timeline;

/// <summary>What an entry of a timeline can be.</summary>
public static class TimelineKinds
{
    /// <summary>Said by the widget to its page.</summary>
    public const string Widget = "widget";

    /// <summary>Asked of Flinks.</summary>
    public const string Call = "call";

    /// <summary>Sent by Flinks.</summary>
    public const string Webhook = "webhook";

    /// <summary>Done here.</summary>
    public const string Job = "job";
}
