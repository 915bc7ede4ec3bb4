using Flinks.Client;

namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Durations: short ones are for tests, but none so short that it spins, nor so long that it must be a slip.</summary>
public static class DurationRules
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestCall = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    /// <summary>No page of Flinks lets a token live longer (flinks/api.md 2).</summary>
    private static readonly TimeSpan OldestToken = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestStop = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestStop = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestRetention = TimeSpan.FromDays(30);
    /// <summary>The database itself refuses to erase entries that are younger than thirty days.</summary>
    private static readonly TimeSpan ShortestAudit = TimeSpan.FromDays(31);
    private static readonly TimeSpan LongestAudit = TimeSpan.FromDays(3660);

    public static IEnumerable<string> Complaints(FlinksOptions flinks, RetrievalOptions retrieval, RetentionOptions retention, ShutdownOptions shutdown) =>
    [
        .. Range("Flinks:PollInterval", flinks.PollInterval, ShortestPoll, Day),
        .. Range("Flinks:PollTimeout", flinks.PollTimeout, ShortestPoll, Day),
        .. Range("Flinks:WebhookGrace", flinks.WebhookGrace, TimeSpan.Zero, Day),
        .. Range("Flinks:BusyTimeout", flinks.BusyTimeout, TimeSpan.Zero, Day),
        .. Range("Flinks:CallTimeout", flinks.CallTimeout, ShortestCall, Day),
        .. Range("Flinks:ResumeWindow", flinks.ResumeWindow, Tick, Day),
        .. Range("Flinks:AuthorizeTokenLifetime", flinks.AuthorizeTokenLifetime, Tick, OldestToken),
        .. Range("Flinks:TokenPoolMaxAge", flinks.TokenPoolMaxAge, TimeSpan.Zero, OldestToken),
        .. Range("Retrieval:AnswerWithin", retrieval.AnswerWithin, TimeSpan.Zero, Day),
        .. Range("Retrieval:MaxWait", retrieval.MaxWait, TimeSpan.Zero, Day),
        .. Range("Retrieval:FreshFor", retrieval.FreshFor, TimeSpan.Zero, Day),
        .. Range("Retrieval:LiveCooldown", retrieval.LiveCooldown, TimeSpan.Zero, Day),
        .. Range("Retention:AccountData", retention.AccountData, Tick, LongestRetention),
        .. Range("Retention:Audit", retention.Audit, ShortestAudit, LongestAudit),
        .. Range("Shutdown:Timeout", shutdown.Timeout, ShortestStop, LongestStop),
        .. Range("Shutdown:Drain", shutdown.Drain, TimeSpan.Zero, LongestStop),
        .. shutdown.Drain < shutdown.Timeout ? Array.Empty<string>() : ["Shutdown:Drain is not shorter than Shutdown:Timeout, of which it is a part"],
    ];

    private static IEnumerable<string> Range(string name, TimeSpan value, TimeSpan least, TimeSpan most) =>
        value < least || value > most ? [$"{name} is not between {least:c} and {most:c}"] : [];
}
